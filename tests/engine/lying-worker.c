/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-liar.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "recto-inspection-body.h"

/* Stand-ins whose workers lie; but for that they do as they should. */

/* Forks as it should; what its workers say is another matter. */
static void
go_on_forking (void (*lie) (int socket))
{
  for (;;)
    {
      int socket = recto_liar_receive (RECTO_CONTROL_FD);
      RectoMessageForked forked = { 0 };
      pid_t pid = fork ();
      int pidfd;

      if (pid == 0)
        lie (socket);
      forked.pid = pid;
      pidfd = syscall (SYS_pidfd_open, pid, 0);
      recto_message_init (&forked, RECTO_MESSAGE_FORKED, sizeof forked,
                          recto_liar_received.head.serial, 0);
      recto_liar_send (RECTO_CONTROL_FD, &forked, pidfd);
      close (pidfd);
      close (socket);
    }
}

static void
fork_liars (void (*lie) (int socket), guint32 n_pages)
{
  recto_liar_claim_pages (n_pages, FALSE);
  go_on_forking (lie);
}

static void
answer_nothing (int socket)
{
  recto_liar_receive (socket);
  _exit (0);
}

/* Forks one more, of which nobody is told, and which heeds nothing. Should it be left behind, it is
 * gone in ten minutes. */
static void
leave_something_behind (void)
{
  recto_liar_claim_pages (3, FALSE);
  if (fork () == 0)
    {
      sleep (600);
      _exit (0);
    }
  go_on_forking (answer_nothing);
}

/* Answers every question with what was not asked. */
static void
answer_something_else (int socket)
{
  RectoMessageRendered rendered = { 0 };

  for (;;)
    {
      recto_liar_receive (socket);
      recto_message_init (&rendered, RECTO_MESSAGE_RENDERED, sizeof rendered,
                          recto_liar_received.head.serial + 1, 0);
      recto_liar_send (socket, &rendered, -1);
    }
}

/* Finds attachments without end, on pages that are not there, and of impossible sizes. Other
 * questions end it. */
static void
attach_without_end (int socket)
{
  g_autofree RectoMessageAttachmentsFound *found = g_malloc0 (RECTO_MAX_MESSAGE);

  for (;;)
    {
      const RectoMessageAttachments *asked = (const RectoMessageAttachments *) &recto_liar_received;

      recto_liar_receive (socket);
      if (recto_liar_received.head.kind != RECTO_MESSAGE_ATTACHMENTS)
        _exit (0);
      found->next = asked->first;
      found->skip = asked->skip + 1;
      found->count = RECTO_MAX_ENTRIES;
      for (guint i = 0; i < found->count; i++)
        {
          RectoAttachmentEntry *entry = &found->entries[i];

          entry->object = g_random_int ();
          entry->has_page = i % 2;
          entry->page = g_random_int ();
          entry->x = i % 3 == 0 ? INFINITY : NAN;
          entry->width = -1;
          entry->size = G_MININT64;
          entry->stored = G_MAXUINT64;
        }
      recto_message_init (found, RECTO_MESSAGE_ATTACHMENTS_FOUND,
                          sizeof *found + found->count * sizeof found->entries[0],
                          recto_liar_received.head.serial, 0);
      recto_liar_send (socket, found, -1);
    }
}

/* Says that it has written what it has not, and that more than there is room for. */
static void
extract_nothing (int socket)
{
  for (;;)
    {
      RectoMessageExtracted extracted = { .bytes = G_MAXUINT64 };
      int pipe = recto_liar_receive (socket);

      if (recto_liar_received.head.kind != RECTO_MESSAGE_EXTRACT)
        _exit (0);
      close (pipe);
      recto_message_init (&extracted, RECTO_MESSAGE_EXTRACTED, sizeof extracted,
                          recto_liar_received.head.serial + (recto_liar_received.head.serial == 1),
                          0);
      recto_liar_send (socket, &extracted, -1);
    }
}

/* Says that the buffer holds a text, which it never wrote: of the third page, even more than fits.
 * Each lie is a worker's last. */
static void
read_nothing (int socket)
{
  static const guint32 claims[][2] = { { 5, 5 }, { 5, 20 }, { RECTO_MAX_TEXT_CHARS + 1, 0 } };

  for (;;)
    {
      const RectoMessageText *asked = (const RectoMessageText *) &recto_liar_received;
      RectoMessageTextFound found = { 0 };
      int buffer = recto_liar_receive (socket);

      if (recto_liar_received.head.kind != RECTO_MESSAGE_TEXT)
        _exit (0);
      close (buffer);
      found.n_chars = claims[asked->page % G_N_ELEMENTS (claims)][0];
      found.n_bytes = claims[asked->page % G_N_ELEMENTS (claims)][1];
      recto_message_init (&found, RECTO_MESSAGE_TEXT_FOUND, sizeof found,
                          recto_liar_received.head.serial, 0);
      recto_liar_send (socket, &found, -1);
    }
}

/* An outline without end, whose entries all have the same long title. */
static void
outline_without_end (int socket)
{
  g_autofree RectoMessageOutlineFound *found = g_malloc0 (RECTO_MAX_MESSAGE);
  char *texts;

  found->count = 1000;
  found->n_text = 1 + RECTO_MAX_TITLE;
  texts = (char *) &found->entries[found->count];
  memset (texts + 1, 'x', RECTO_MAX_TITLE - 1);
  for (guint i = 0; i < found->count; i++)
    found->entries[i].title = 1;
  for (;;)
    {
      const RectoMessageOutline *asked = (const RectoMessageOutline *) &recto_liar_received;

      recto_liar_receive (socket);
      if (recto_liar_received.head.kind != RECTO_MESSAGE_OUTLINE)
        _exit (0);
      found->first = asked->first;
      recto_message_init (found, RECTO_MESSAGE_OUTLINE_FOUND,
                          sizeof *found + found->count * sizeof found->entries[0] + found->n_text,
                          recto_liar_received.head.serial, 0);
      recto_liar_send (socket, found, -1);
    }
}

static void
write_hit (RectoHitRecord *hit, guint32 page, guint32 start)
{
  *hit = (RectoHitRecord) { .page = page, .start = start, .n_chars = 4, .n_bytes = 4 };
  recto_message_set_text (hit->context, sizeof hit->context, "lies and more of them");
}

/* Finds what is not there, on pages that nobody asked for, at impossible places. Which lie depends
 * on the page; each of its questions brings a buffer of its own, or the one before is used again.
 */
static void
find_anything (int socket)
{
  guint8 *buffer = NULL;

  for (;;)
    {
      const RectoMessageSearch *asked = (const RectoMessageSearch *) &recto_liar_received;
      RectoMessageSearched found = { .n_pages = G_MAXUINT32, .n_hits = 3 };
      int fd = recto_liar_receive (socket);
      RectoHitRecord *hits;

      if (recto_liar_received.head.kind != RECTO_MESSAGE_SEARCH)
        _exit (0);
      if (fd >= 0)
        {
          buffer = mmap (NULL, asked->buffer_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
          close (fd);
        }
      hits = (RectoHitRecord *) (gpointer) (buffer + RECTO_PIXELS_AT);
      write_hit (&hits[0], asked->first, 5);
      write_hit (&hits[1], asked->first, 6);
      write_hit (&hits[2], asked->first + 1000, 0);
      hits[0].n_boxes = 2;
      hits[0].boxes[0] = (RectoTextBox) { NAN, INFINITY, -1, 1e30f };
      hits[0].boxes[1] = (RectoTextBox) { 1, 2, 3, 4 };
      switch (asked->first % 7)
        {
        case 1:
          found.n_hits = RECTO_MAX_HITS + 1;
          break;
        case 2:
          found.n_pages = 0;
          break;
        case 3:
          hits[1].start = 4;
          break;
        case 4:
          hits[1].n_bytes = G_MAXUINT32;
          break;
        case 5:
          hits[1].n_boxes = G_MAXUINT32;
          break;
        case 6:
          found.failed = G_MAXUINT32;
          break;
        default:
          break;
        }
      recto_message_init (&found, RECTO_MESSAGE_SEARCHED, sizeof found,
                          recto_liar_received.head.serial, 0);
      recto_liar_send (socket, &found, -1);
    }
}

/* Has looked at half of all the pages that can be counted, and is not at the end. */
static void
search_without_end (int socket)
{
  for (;;)
    {
      RectoMessageSearched found = { .n_pages = 1u << 31 };
      int buffer = recto_liar_receive (socket);

      if (recto_liar_received.head.kind != RECTO_MESSAGE_SEARCH)
        _exit (0);
      close (buffer);
      recto_message_init (&found, RECTO_MESSAGE_SEARCHED, sizeof found,
                          recto_liar_received.head.serial, 0);
      recto_liar_send (socket, &found, -1);
    }
}

/* Says of every page that it has larger images than are shown without being asked, also where
 * nothing is to be shown. */
static void
find_all_too_big (int socket)
{
  for (;;)
    {
      RectoMessageSearched searched = { .outcome = RECTO_OUTCOME_TOO_BIG };
      RectoMessageTextFound found = { .outcome = RECTO_OUTCOME_TOO_BIG };
      int buffer = recto_liar_receive (socket);

      close (buffer);
      recto_message_init (&searched, RECTO_MESSAGE_SEARCHED, sizeof searched,
                          recto_liar_received.head.serial, 0);
      recto_message_init (&found, RECTO_MESSAGE_TEXT_FOUND, sizeof found,
                          recto_liar_received.head.serial, 0);
      if (recto_liar_received.head.kind == RECTO_MESSAGE_SEARCH)
        recto_liar_send (socket, &searched, -1);
      else if (recto_liar_received.head.kind == RECTO_MESSAGE_TEXT)
        recto_liar_send (socket, &found, -1);
      else
        _exit (0);
    }
}

/* As many links as fit a message, again and again; every second one is nowhere. */
static void
links_without_end (int socket)
{
  g_autofree RectoMessageLinksFound *found = g_malloc0 (RECTO_MAX_MESSAGE);

  found->count = 500;
  found->n_text = 1;
  for (guint i = 0; i < found->count; i++)
    {
      found->entries[i].target.kind = RECTO_CLAIM_PLACE;
      found->entries[i].width = found->entries[i].height = i % 2 == 0 ? 10 : NAN;
    }
  for (;;)
    {
      const RectoMessageLinks *asked = (const RectoMessageLinks *) &recto_liar_received;

      recto_liar_receive (socket);
      if (recto_liar_received.head.kind != RECTO_MESSAGE_LINKS)
        _exit (0);
      found->first = asked->first;
      recto_message_init (found, RECTO_MESSAGE_LINKS_FOUND,
                          sizeof *found + found->count * sizeof found->entries[0] + found->n_text,
                          recto_liar_received.head.serial, 0);
      recto_liar_send (socket, found, -1);
    }
}

/* As many annotations as fit a message, again and again, which all have the same long note. */
static void
annotations_without_end (int socket)
{
  g_autofree RectoMessageAnnotationsFound *found = g_malloc0 (RECTO_MAX_MESSAGE);
  char *texts;

  found->count = 500;
  found->n_text = 1 + RECTO_MAX_NOTE;
  texts = (char *) &found->entries[found->count];
  memset (texts + 1, 'x', RECTO_MAX_NOTE - 1);
  for (guint i = 0; i < found->count; i++)
    found->entries[i].note = 1;
  for (;;)
    {
      const RectoMessageAnnotations *asked = (const RectoMessageAnnotations *) &recto_liar_received;

      recto_liar_receive (socket);
      if (recto_liar_received.head.kind != RECTO_MESSAGE_ANNOTATIONS)
        _exit (0);
      for (guint i = 0; i < found->count; i++)
        found->entries[i].page = asked->first;
      found->next = asked->first;
      found->skip = asked->skip + 1;
      recto_message_init (found, RECTO_MESSAGE_ANNOTATIONS_FOUND,
                          sizeof *found + found->count * sizeof found->entries[0] + found->n_text,
                          recto_liar_received.head.serial, 0);
      recto_liar_send (socket, found, -1);
    }
}

/* Of all the pages, the sixth cannot be read. */
static void
stumble_over_annotations (int socket)
{
  for (;;)
    {
      const RectoMessageAnnotations *asked = (const RectoMessageAnnotations *) &recto_liar_received;
      g_autofree RectoMessageAnnotationsFound *found = g_malloc0 (RECTO_MAX_MESSAGE);

      recto_liar_receive (socket);
      if (recto_liar_received.head.kind != RECTO_MESSAGE_ANNOTATIONS)
        _exit (0);
      if (asked->first <= 5 && asked->first + asked->count > 5)
        found->outcome = RECTO_OUTCOME_DAMAGED;
      found->complete = TRUE;
      found->n_text = 1;
      recto_message_init (found, RECTO_MESSAGE_ANNOTATIONS_FOUND, sizeof *found + 1,
                          recto_liar_received.head.serial, 0);
      recto_liar_send (socket, found, -1);
    }
}

/* Fonts on pages that are not there, and ever the same page to go on from. */
static void
list_fonts_without_end (int socket)
{
  g_autofree RectoMessageFontsFound *found = g_malloc0 (RECTO_MAX_MESSAGE);

  for (;;)
    {
      const RectoMessageFonts *asked = (const RectoMessageFonts *) &recto_liar_received;

      recto_liar_receive (socket);
      if (recto_liar_received.head.kind != RECTO_MESSAGE_FONTS)
        _exit (0);
      found->first = asked->first;
      found->next = asked->first + (asked->first == 0);
      found->count = RECTO_MAX_FONTS_FOUND;
      for (guint i = 0; i < found->count; i++)
        {
          found->entries[i].page = g_random_int ();
          g_snprintf (found->entries[i].name, sizeof found->entries[i].name, "%x", g_random_int ());
        }
      recto_message_init (found, RECTO_MESSAGE_FONTS_FOUND,
                          sizeof *found + found->count * sizeof found->entries[0],
                          recto_liar_received.head.serial, 0);
      recto_liar_send (socket, found, -1);
    }
}

/* Signatures without end, of more than there is. */
static void
sign_without_end (int socket)
{
  g_autofree RectoMessageSignaturesFound *found = g_malloc0 (RECTO_MAX_MESSAGE);

  for (;;)
    {
      const RectoMessageSignatures *asked = (const RectoMessageSignatures *) &recto_liar_received;

      recto_liar_receive (socket);
      if (recto_liar_received.head.kind != RECTO_MESSAGE_SIGNATURES)
        _exit (0);
      found->first = asked->first;
      found->count = RECTO_MAX_SIGNATURES_FOUND;
      for (guint i = 0; i < found->count; i++)
        {
          RectoSignatureEntry *entry = &found->entries[i];

          entry->n_ranges = 2;
          entry->gap_is_own = TRUE;
          entry->ranges[1] = i % 2 == 0 ? G_MAXINT64 : 10;
          entry->ranges[2] = i % 2 == 0 ? G_MAXINT64 : 20;
          entry->ranges[3] = G_MAXINT64;
          entry->when = G_MAXINT64;
        }
      recto_message_init (found, RECTO_MESSAGE_SIGNATURES_FOUND,
                          sizeof *found + found->count * sizeof found->entries[0],
                          recto_liar_received.head.serial, 0);
      recto_liar_send (socket, found, -1);
    }
}

/* Fills the memory it is given with what is no inspection. */
static void
inspect_nothing (int socket)
{
  for (;;)
    {
      const RectoMessageInspect *asked = (const RectoMessageInspect *) &recto_liar_received;
      RectoMessageInspected inspected = { 0 };
      int memory = recto_liar_receive (socket);
      guint8 *bytes;

      if (recto_liar_received.head.kind != RECTO_MESSAGE_INSPECT)
        _exit (0);
      bytes = mmap (NULL, asked->buffer_size, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
      if (bytes == MAP_FAILED)
        _exit (0);
      memset (bytes, 0xff, asked->buffer_size);
      munmap (bytes, asked->buffer_size);
      close (memory);
      recto_message_init (&inspected, RECTO_MESSAGE_INSPECTED, sizeof inspected,
                          recto_liar_received.head.serial, 0);
      recto_liar_send (socket, &inspected, -1);
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *name = g_path_get_basename (argv[0]);
  const char *what = name + strlen ("lying-worker-");

  if (strcmp (what, "answers") == 0)
    fork_liars (answer_something_else, G_MAXUINT32);
  else if (strcmp (what, "attachments") == 0)
    fork_liars (attach_without_end, G_MAXUINT32);
  else if (strcmp (what, "bytes") == 0)
    fork_liars (extract_nothing, G_MAXUINT32);
  else if (strcmp (what, "text") == 0)
    fork_liars (read_nothing, G_MAXUINT32);
  else if (strcmp (what, "outline") == 0)
    fork_liars (outline_without_end, G_MAXUINT32);
  else if (strcmp (what, "links") == 0)
    fork_liars (links_without_end, G_MAXUINT32);
  else if (strcmp (what, "search") == 0)
    fork_liars (find_anything, 40);
  else if (strcmp (what, "annotations") == 0)
    fork_liars (annotations_without_end, 40);
  else if (strcmp (what, "bad-pages") == 0)
    fork_liars (stumble_over_annotations, 5000);
  else if (strcmp (what, "fonts") == 0)
    fork_liars (list_fonts_without_end, 40);
  else if (strcmp (what, "signatures") == 0)
    fork_liars (sign_without_end, 40);
  else if (strcmp (what, "inspection") == 0)
    fork_liars (inspect_nothing, 40);
  else if (strcmp (what, "offspring") == 0)
    leave_something_behind ();
  else if (strcmp (what, "too-big") == 0)
    fork_liars (find_all_too_big, 40);
  else if (strcmp (what, "chapter") == 0)
    {
      recto_liar_claim_pages (1, TRUE);
      go_on_forking (search_without_end);
    }
  return 0;
}
