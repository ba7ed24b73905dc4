/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-message.h"

#include <math.h>
#include <string.h>

#include "recto-inspection-body.h"
#include "recto-protocol-properties.h"
#include "recto-tint.h"

G_STATIC_ASSERT (sizeof (RectoMessageFactsFound) + RECTO_MAX_FACTS * sizeof (RectoPageFact) <=
                 RECTO_MAX_MESSAGE);

G_STATIC_ASSERT (sizeof (RectoMessageAttachmentsFound) +
                     RECTO_MAX_ENTRIES * sizeof (RectoAttachmentEntry) <=
                 RECTO_MAX_MESSAGE);

G_STATIC_ASSERT (sizeof (RectoMessageFontsFound) +
                     RECTO_MAX_FONTS_FOUND * sizeof (RectoFontEntry) <=
                 RECTO_MAX_MESSAGE);

G_STATIC_ASSERT (sizeof (RectoMessageSignaturesFound) +
                     RECTO_MAX_SIGNATURES_FOUND * sizeof (RectoSignatureEntry) <=
                 RECTO_MAX_MESSAGE);

static const guint32 sizes[RECTO_N_MESSAGES] = {
  [RECTO_MESSAGE_OPEN] = sizeof (RectoMessageOpen),
  [RECTO_MESSAGE_FORK] = sizeof (RectoMessage),
  [RECTO_MESSAGE_PREWARM] = sizeof (RectoMessage),
  [RECTO_MESSAGE_READY] = sizeof (RectoMessageReady),
  [RECTO_MESSAGE_OPENED] = sizeof (RectoMessageOpened),
  [RECTO_MESSAGE_REFUSED] = sizeof (RectoMessageRefused),
  [RECTO_MESSAGE_FORKED] = sizeof (RectoMessageForked),
  [RECTO_MESSAGE_ENDED] = sizeof (RectoMessageEnded),
  [RECTO_MESSAGE_PREWARMED] = sizeof (RectoMessage),
  [RECTO_MESSAGE_RENDER] = sizeof (RectoMessageRender),
  [RECTO_MESSAGE_FACTS] = sizeof (RectoMessageFacts),
  [RECTO_MESSAGE_CHAPTER] = sizeof (RectoMessageChapter),
  [RECTO_MESSAGE_PLACE] = sizeof (RectoMessagePlace),
  [RECTO_MESSAGE_DROP_BUFFER] = sizeof (RectoMessageDropBuffer),
  [RECTO_MESSAGE_ATTACHMENTS] = sizeof (RectoMessageAttachments),
  [RECTO_MESSAGE_EXTRACT] = sizeof (RectoMessageExtract),
  [RECTO_MESSAGE_TEXT] = sizeof (RectoMessageText),
  [RECTO_MESSAGE_HELLO] = sizeof (RectoMessage),
  [RECTO_MESSAGE_RENDERED] = sizeof (RectoMessageRendered),
  [RECTO_MESSAGE_FACTS_FOUND] = sizeof (RectoMessageFactsFound), /* and its facts */
  [RECTO_MESSAGE_CHAPTER_FOUND] = sizeof (RectoMessageChapterFound),
  [RECTO_MESSAGE_PLACE_FOUND] = sizeof (RectoMessagePlaceFound),
  [RECTO_MESSAGE_ATTACHMENTS_FOUND] = sizeof (RectoMessageAttachmentsFound), /* and its entries */
  [RECTO_MESSAGE_EXTRACTED] = sizeof (RectoMessageExtracted),
  [RECTO_MESSAGE_OUTLINE] = sizeof (RectoMessageOutline),
  [RECTO_MESSAGE_OUTLINE_FOUND] = sizeof (RectoMessageOutlineFound), /* and its entries, texts */
  [RECTO_MESSAGE_LINKS] = sizeof (RectoMessageLinks),
  [RECTO_MESSAGE_LINKS_FOUND] = sizeof (RectoMessageLinksFound), /* likewise */
  [RECTO_MESSAGE_RESOLVE] = sizeof (RectoMessageResolve),
  [RECTO_MESSAGE_RESOLVED] = sizeof (RectoMessageResolved),
  [RECTO_MESSAGE_TEXT_FOUND] = sizeof (RectoMessageTextFound),
  [RECTO_MESSAGE_SEARCH] = sizeof (RectoMessageSearch),
  [RECTO_MESSAGE_SEARCHED] = sizeof (RectoMessageSearched),
  [RECTO_MESSAGE_PROPERTIES] = sizeof (RectoMessage),
  [RECTO_MESSAGE_PROPERTIES_FOUND] = sizeof (RectoMessagePropertiesFound),
  [RECTO_MESSAGE_FONTS] = sizeof (RectoMessageFonts),
  [RECTO_MESSAGE_FONTS_FOUND] = sizeof (RectoMessageFontsFound), /* and its entries */
  [RECTO_MESSAGE_SIGNATURES] = sizeof (RectoMessageSignatures),
  [RECTO_MESSAGE_INSPECT] = sizeof (RectoMessageInspect),
  [RECTO_MESSAGE_INSPECTED] = sizeof (RectoMessageInspected),
  [RECTO_MESSAGE_SIGNATURES_FOUND] = sizeof (RectoMessageSignaturesFound), /* likewise */
  [RECTO_MESSAGE_ANNOTATIONS] = sizeof (RectoMessageAnnotations),
  [RECTO_MESSAGE_ANNOTATIONS_FOUND] = sizeof (RectoMessageAnnotationsFound), /* and its entries… */
  [RECTO_MESSAGE_LAYERS] = sizeof (RectoMessageLayers),
  [RECTO_MESSAGE_LAYERS_FOUND] = sizeof (RectoMessageLayersFound), /* likewise */
  [RECTO_MESSAGE_SHOW_LAYERS] = sizeof (RectoMessageShowLayers),
  [RECTO_MESSAGE_LAYERS_SHOWN] = sizeof (RectoMessage),
};

void
recto_message_init (gpointer message,
                    RectoMessageKind kind,
                    gsize size,
                    guint32 serial,
                    guint32 generation)
{
  RectoMessage *head = message;

  head->version = RECTO_PROTOCOL_VERSION;
  head->kind = kind;
  head->padding = 0;
  head->size = size;
  head->serial = serial;
  head->generation = generation;
}

static gboolean
text_is_good (const char *field, gsize size)
{
  return memchr (field, '\0', size) != NULL && g_utf8_validate (field, -1, NULL);
}

static gboolean
layout_is_good (const RectoLayout *layout)
{
  return layout->width >= 10 && layout->width <= 10000 && layout->height >= 10 &&
         layout->height <= 10000 && layout->font_size >= 1 && layout->font_size <= 500 &&
         layout->line_height >= 0 && layout->line_height <= 10 &&
         layout->family < RECTO_LAYOUT_N_FAMILIES && layout->margins < RECTO_LAYOUT_N_MARGINS &&
         layout->alignment < RECTO_LAYOUT_N_ALIGNMENTS;
}

static gboolean
facts_are_good (const RectoMessageFactsFound *message, gsize length)
{
  if (message->outcome >= RECTO_N_OUTCOMES || message->count > RECTO_MAX_FACTS ||
      length != sizeof *message + message->count * sizeof (RectoPageFact))
    return FALSE;
  for (guint i = 0; i < message->count; i++)
    if (!text_is_good (message->facts[i].label, sizeof message->facts[i].label))
      return FALSE;
  return TRUE;
}

static gboolean
entry_is_good (const RectoAttachmentEntry *entry)
{
  return text_is_good (entry->name, sizeof entry->name) &&
         text_is_good (entry->content_type, sizeof entry->content_type) &&
         text_is_good (entry->description, sizeof entry->description);
}

static gboolean
attachments_are_good (const RectoMessageAttachmentsFound *message, gsize length)
{
  if (message->outcome >= RECTO_N_OUTCOMES || message->count > RECTO_MAX_ENTRIES ||
      length != sizeof *message + message->count * sizeof (RectoAttachmentEntry))
    return FALSE;
  for (guint i = 0; i < message->count; i++)
    if (!entry_is_good (&message->entries[i]))
      return FALSE;
  return TRUE;
}

/* Strings one after the other, the first of which is empty. */
static gboolean
texts_are_good (const char *texts, gsize n_text)
{
  const char *end = texts + n_text;

  if (n_text == 0 || texts[0] != '\0' || end[-1] != '\0')
    return FALSE;
  for (const char *text = texts + 1; text < end; text += strlen (text) + 1)
    if (!g_utf8_validate (text, -1, NULL))
      return FALSE;
  return TRUE;
}

/* Whether one of the texts begins there, not in the middle of another, and fits `size` bytes. */
static gboolean
text_begins_at (const char *texts, gsize n_text, guint32 place, gsize size)
{
  return place < n_text && (place == 0 || texts[place - 1] == '\0') &&
         memchr (texts + place, '\0', MIN (size, n_text - place)) != NULL;
}

static gboolean
target_is_good (const RectoTargetClaim *target, const char *texts, gsize n_text)
{
  return target->kind < RECTO_N_CLAIMS &&
         text_begins_at (texts, n_text, target->text, RECTO_MAX_ADDRESS);
}

static gboolean
outline_is_good (const RectoMessageOutlineFound *message, gsize length)
{
  const char *texts;

  if (message->outcome >= RECTO_N_OUTCOMES || message->count > RECTO_MAX_MESSAGE ||
      message->n_text > RECTO_MAX_MESSAGE ||
      length != sizeof *message + message->count * sizeof (RectoOutlineEntry) + message->n_text)
    return FALSE;
  texts = (const char *) &message->entries[message->count];
  if (!texts_are_good (texts, message->n_text))
    return FALSE;
  for (guint i = 0; i < message->count; i++)
    if (!text_begins_at (texts, message->n_text, message->entries[i].title, RECTO_MAX_TITLE) ||
        !target_is_good (&message->entries[i].target, texts, message->n_text))
      return FALSE;
  return TRUE;
}

static gboolean
links_are_good (const RectoMessageLinksFound *message, gsize length)
{
  const char *texts;

  if (message->outcome >= RECTO_N_OUTCOMES || message->count > RECTO_MAX_MESSAGE ||
      message->n_text > RECTO_MAX_MESSAGE ||
      length != sizeof *message + message->count * sizeof (RectoLinkEntry) + message->n_text)
    return FALSE;
  texts = (const char *) &message->entries[message->count];
  if (!texts_are_good (texts, message->n_text))
    return FALSE;
  for (guint i = 0; i < message->count; i++)
    if (!target_is_good (&message->entries[i].target, texts, message->n_text))
      return FALSE;
  return TRUE;
}

static gboolean
annotations_are_good (const RectoMessageAnnotationsFound *message, gsize length)
{
  const char *texts;

  if (message->outcome >= RECTO_N_OUTCOMES || message->count > RECTO_MAX_MESSAGE ||
      message->n_text > RECTO_MAX_MESSAGE ||
      length != sizeof *message + message->count * sizeof (RectoAnnotationEntry) + message->n_text)
    return FALSE;
  texts = (const char *) &message->entries[message->count];
  if (!texts_are_good (texts, message->n_text))
    return FALSE;
  for (guint i = 0; i < message->count; i++)
    {
      const RectoAnnotationEntry *entry = &message->entries[i];

      if (entry->kind >= RECTO_N_ANNOTATION_CLAIMS ||
          !text_begins_at (texts, message->n_text, entry->author, RECTO_MAX_AUTHOR) ||
          !text_begins_at (texts, message->n_text, entry->note, RECTO_MAX_NOTE))
        return FALSE;
    }
  return TRUE;
}

static gboolean
layers_are_good (const RectoMessageLayersFound *message, gsize length)
{
  const char *texts;

  if (message->outcome >= RECTO_N_OUTCOMES || message->count > RECTO_MAX_MESSAGE ||
      message->n_text > RECTO_MAX_MESSAGE ||
      length != sizeof *message + message->count * sizeof (RectoLayerEntry) + message->n_text)
    return FALSE;
  texts = (const char *) &message->entries[message->count];
  if (!texts_are_good (texts, message->n_text))
    return FALSE;
  for (guint i = 0; i < message->count; i++)
    if (message->entries[i].layer >= RECTO_MAX_LAYERS ||
        !text_begins_at (texts, message->n_text, message->entries[i].name, RECTO_MAX_LAYER_NAME))
      return FALSE;
  return TRUE;
}

static gboolean
properties_are_good (const RectoMessagePropertiesFound *m)
{
  return m->outcome < RECTO_N_OUTCOMES && text_is_good (m->cipher, sizeof m->cipher) &&
         text_is_good (m->format, sizeof m->format) && text_is_good (m->title, sizeof m->title) &&
         text_is_good (m->author, sizeof m->author) &&
         text_is_good (m->subject, sizeof m->subject) &&
         text_is_good (m->keywords, sizeof m->keywords) &&
         text_is_good (m->creator, sizeof m->creator) &&
         text_is_good (m->producer, sizeof m->producer);
}

static gboolean
fonts_are_good (const RectoMessageFontsFound *message, gsize length)
{
  if (message->outcome >= RECTO_N_OUTCOMES || message->count > RECTO_MAX_FONTS_FOUND ||
      length != sizeof *message + message->count * sizeof (RectoFontEntry))
    return FALSE;
  for (guint i = 0; i < message->count; i++)
    {
      const RectoFontEntry *entry = &message->entries[i];

      if (entry->kind >= RECTO_N_FONT_CLAIMS || !text_is_good (entry->name, sizeof entry->name) ||
          !text_is_good (entry->encoding, sizeof entry->encoding))
        return FALSE;
    }
  return TRUE;
}

static gboolean
signature_is_good (const RectoSignatureEntry *entry)
{
  return entry->kind < RECTO_N_SIGNATURE_CLAIMS &&
         text_is_good (entry->field, sizeof entry->field) &&
         text_is_good (entry->signer, sizeof entry->signer) &&
         text_is_good (entry->reason, sizeof entry->reason) &&
         text_is_good (entry->location, sizeof entry->location) &&
         text_is_good (entry->contact, sizeof entry->contact) &&
         text_is_good (entry->format, sizeof entry->format);
}

static gboolean
signatures_are_good (const RectoMessageSignaturesFound *message, gsize length)
{
  if (message->outcome >= RECTO_N_OUTCOMES || message->count > RECTO_MAX_SIGNATURES_FOUND ||
      length != sizeof *message + message->count * sizeof (RectoSignatureEntry))
    return FALSE;
  for (guint i = 0; i < message->count; i++)
    if (!signature_is_good (&message->entries[i]))
      return FALSE;
  return TRUE;
}

static gboolean
body_is_good (const RectoMessage *head)
{
  switch (head->kind)
    {
    case RECTO_MESSAGE_OPEN:
      {
        const RectoMessageOpen *m = (const RectoMessageOpen *) head;
        return text_is_good (m->name, sizeof m->name) &&
               text_is_good (m->password, sizeof m->password) && layout_is_good (&m->layout);
      }
    case RECTO_MESSAGE_READY:
      {
        const RectoMessageReady *m = (const RectoMessageReady *) head;
        return text_is_good (m->build, sizeof m->build);
      }
    case RECTO_MESSAGE_OPENED:
      {
        const RectoMessageOpened *m = (const RectoMessageOpened *) head;
        return text_is_good (m->format, sizeof m->format) &&
               text_is_good (m->title, sizeof m->title);
      }
    case RECTO_MESSAGE_REFUSED:
      {
        const RectoMessageRefused *m = (const RectoMessageRefused *) head;
        return m->outcome < RECTO_N_OUTCOMES && text_is_good (m->text, sizeof m->text);
      }
    case RECTO_MESSAGE_RENDER:
      {
        const RectoMessageRender *m = (const RectoMessageRender *) head;
        return isfinite (m->scale) && m->tint < RECTO_N_TINTS;
      }
    case RECTO_MESSAGE_RENDERED:
      {
        const RectoMessageRendered *m = (const RectoMessageRendered *) head;
        return m->outcome < RECTO_N_OUTCOMES && text_is_good (m->text, sizeof m->text);
      }
    case RECTO_MESSAGE_CHAPTER_FOUND:
      return ((const RectoMessageChapterFound *) head)->outcome < RECTO_N_OUTCOMES;
    case RECTO_MESSAGE_PLACE:
      return isfinite (((const RectoMessagePlace *) head)->fraction);
    case RECTO_MESSAGE_PLACE_FOUND:
      {
        const RectoMessagePlaceFound *m = (const RectoMessagePlaceFound *) head;
        return m->outcome < RECTO_N_OUTCOMES && isfinite (m->fraction);
      }
    case RECTO_MESSAGE_ATTACHMENTS:
      return ((const RectoMessageAttachments *) head)->part < RECTO_N_PARTS;
    case RECTO_MESSAGE_EXTRACTED:
      {
        const RectoMessageExtracted *m = (const RectoMessageExtracted *) head;
        return m->outcome < RECTO_N_OUTCOMES && text_is_good (m->text, sizeof m->text);
      }
    case RECTO_MESSAGE_RESOLVE:
      {
        const RectoMessageResolve *m = (const RectoMessageResolve *) head;
        return text_is_good (m->address, sizeof m->address);
      }
    case RECTO_MESSAGE_RESOLVED:
      {
        const RectoMessageResolved *m = (const RectoMessageResolved *) head;
        return m->outcome < RECTO_N_OUTCOMES && target_is_good (&m->target, "", 1);
      }
    case RECTO_MESSAGE_TEXT_FOUND:
      {
        const RectoMessageTextFound *m = (const RectoMessageTextFound *) head;
        return m->outcome < RECTO_N_OUTCOMES && text_is_good (m->text, sizeof m->text) &&
               m->n_chars <= RECTO_MAX_TEXT_CHARS && m->n_lines <= RECTO_MAX_TEXT_LINES &&
               m->n_bytes <= 4 * m->n_chars;
      }
    case RECTO_MESSAGE_SEARCH:
      {
        const RectoMessageSearch *m = (const RectoMessageSearch *) head;
        return text_is_good (m->words, sizeof m->words);
      }
    case RECTO_MESSAGE_SHOW_LAYERS:
      return ((const RectoMessageShowLayers *) head)->n_layers <= RECTO_MAX_LAYERS;
    case RECTO_MESSAGE_SEARCHED:
      {
        const RectoMessageSearched *m = (const RectoMessageSearched *) head;
        return m->outcome < RECTO_N_OUTCOMES && text_is_good (m->text, sizeof m->text) &&
               m->n_hits <= RECTO_MAX_HITS;
      }
    case RECTO_MESSAGE_PROPERTIES_FOUND:
      return properties_are_good ((const RectoMessagePropertiesFound *) head);
    case RECTO_MESSAGE_INSPECTED:
      {
        const RectoMessageInspected *m = (const RectoMessageInspected *) head;
        return m->outcome < RECTO_N_OUTCOMES && text_is_good (m->text, sizeof m->text);
      }
    default:
      return TRUE;
    }
}

gboolean
recto_message_check (gconstpointer data, gsize length)
{
  const RectoMessage *head = data;

  if (length < sizeof *head || length > RECTO_MAX_MESSAGE ||
      head->version != RECTO_PROTOCOL_VERSION || head->kind == 0 ||
      head->kind >= RECTO_N_MESSAGES || head->size != length)
    return FALSE;
  if (head->kind == RECTO_MESSAGE_FACTS_FOUND)
    return length >= sizeof (RectoMessageFactsFound) &&
           facts_are_good ((const RectoMessageFactsFound *) head, length);
  if (head->kind == RECTO_MESSAGE_ATTACHMENTS_FOUND)
    return length >= sizeof (RectoMessageAttachmentsFound) &&
           attachments_are_good ((const RectoMessageAttachmentsFound *) head, length);
  if (head->kind == RECTO_MESSAGE_OUTLINE_FOUND)
    return length >= sizeof (RectoMessageOutlineFound) &&
           outline_is_good ((const RectoMessageOutlineFound *) head, length);
  if (head->kind == RECTO_MESSAGE_LINKS_FOUND)
    return length >= sizeof (RectoMessageLinksFound) &&
           links_are_good ((const RectoMessageLinksFound *) head, length);
  if (head->kind == RECTO_MESSAGE_ANNOTATIONS_FOUND)
    return length >= sizeof (RectoMessageAnnotationsFound) &&
           annotations_are_good ((const RectoMessageAnnotationsFound *) head, length);
  if (head->kind == RECTO_MESSAGE_LAYERS_FOUND)
    return length >= sizeof (RectoMessageLayersFound) &&
           layers_are_good ((const RectoMessageLayersFound *) head, length);
  if (head->kind == RECTO_MESSAGE_FONTS_FOUND)
    return length >= sizeof (RectoMessageFontsFound) &&
           fonts_are_good ((const RectoMessageFontsFound *) head, length);
  if (head->kind == RECTO_MESSAGE_SIGNATURES_FOUND)
    return length >= sizeof (RectoMessageSignaturesFound) &&
           signatures_are_good ((const RectoMessageSignaturesFound *) head, length);
  return length == sizes[head->kind] && body_is_good (head);
}

void
recto_message_set_text (char *field, gsize size, const char *text)
{
  /* No more than fits, and the rest of a character that is cut. */
  const gssize most = text != NULL ? (gssize) strnlen (text, size + 4) : 0;
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", most);
  gsize length = strlen (valid);

  if (length >= size)
    length = g_utf8_find_prev_char (valid, valid + size) - valid;
  memset (field, 0, size);
  memcpy (field, valid, length);
}
