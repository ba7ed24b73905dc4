/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-packet.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST 8

typedef struct
{
  int here;
  int there;
  RectoMessageReady message;
  union
  {
    RectoMessage head;
    guint64 aligned[RECTO_MAX_MESSAGE / sizeof (guint64)];
  } received;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  int ends[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), ==, 0);
  fixture->here = ends[0];
  fixture->there = ends[1];
  recto_message_init (&fixture->message, RECTO_MESSAGE_READY, sizeof fixture->message, 5, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_fd (&fixture->here, NULL);
  g_clear_fd (&fixture->there, NULL);
}

static guint
count_descriptors (void)
{
  guint n = 0;

  for (int fd = 0; fd < 100; fd++)
    n += fcntl (fd, F_GETFD) >= 0;
  return n;
}

/* As a process that has been taken over can: with as many descriptors as it likes. */
static void
send_with (Fixture *fixture, gsize size, guint n)
{
  union
  {
    struct cmsghdr header;
    char space[CMSG_SPACE (MOST * sizeof (int))];
  } control = { 0 };
  struct iovec part = { &fixture->message, size };
  struct msghdr out = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control };
  int fds[MOST];

  for (guint i = 0; i < n; i++)
    fds[i] = fixture->here;
  out.msg_controllen = CMSG_SPACE (n * sizeof (int));
  control.header.cmsg_level = SOL_SOCKET;
  control.header.cmsg_type = SCM_RIGHTS;
  control.header.cmsg_len = CMSG_LEN (n * sizeof (int));
  memcpy (CMSG_DATA (&control.header), fds, n * sizeof (int));
  g_assert_cmpint (sendmsg (fixture->there, &out, 0), ==, size);
}

static RectoPacketOutcome
receive (Fixture *fixture, int *fd)
{
  return recto_packet_receive (fixture->here, fixture->received.aligned, fd, MSG_DONTWAIT);
}

static void
test_message_arrives (Fixture *fixture, gconstpointer data)
{
  int fd = 77;

  g_assert_true (recto_packet_send (fixture->there, &fixture->message, -1, 0));
  g_assert_cmpint (receive (fixture, &fd), ==, RECTO_PACKET_MESSAGE);
  g_assert_cmpuint (fixture->received.head.serial, ==, 5);
  g_assert_cmpint (fd, ==, -1);
  g_assert_cmpint (receive (fixture, &fd), ==, RECTO_PACKET_NONE);
}

static void
test_descriptor_arrives (Fixture *fixture, gconstpointer data)
{
  g_autofd int received = -1;
  struct stat sent;
  struct stat got;

  g_assert_true (recto_packet_send (fixture->there, &fixture->message, fixture->there, 0));
  g_assert_cmpint (receive (fixture, &received), ==, RECTO_PACKET_MESSAGE);
  g_assert_cmpint (fstat (fixture->there, &sent), ==, 0);
  g_assert_cmpint (fstat (received, &got), ==, 0);
  g_assert_cmpuint (sent.st_ino, ==, got.st_ino);
  g_assert_true (fcntl (received, F_GETFD) & FD_CLOEXEC);
}

/* Each of them would stay open in the viewer, until it can open nothing more. */
static void
test_more_than_one_descriptor_is_wrong (Fixture *fixture, gconstpointer data)
{
  const guint n_before = count_descriptors ();

  for (guint n = 2; n <= MOST; n++)
    {
      int fd = -1;

      send_with (fixture, sizeof fixture->message, n);
      g_assert_cmpint (receive (fixture, &fd), ==, RECTO_PACKET_WRONG);
      g_assert_cmpint (fd, ==, -1);
      g_assert_cmpuint (count_descriptors (), ==, n_before);
    }
}

static void
test_descriptor_nobody_takes_stays_out (Fixture *fixture, gconstpointer data)
{
  const guint n_before = count_descriptors ();

  send_with (fixture, sizeof fixture->message, 1);
  g_assert_cmpint (receive (fixture, NULL), ==, RECTO_PACKET_MESSAGE);
  g_assert_cmpuint (count_descriptors (), ==, n_before);
}

static void
test_descriptor_of_no_message_is_closed (Fixture *fixture, gconstpointer data)
{
  const guint n_before = count_descriptors ();
  int fd = -1;

  send_with (fixture, sizeof fixture->message - 1, 1);
  g_assert_cmpint (receive (fixture, &fd), ==, RECTO_PACKET_WRONG);
  g_assert_cmpuint (count_descriptors (), ==, n_before);
}

static void
test_packet_too_large_is_wrong (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *large = g_malloc0 (RECTO_MAX_MESSAGE + 1);
  int fd = -1;

  memcpy (large, &fixture->message, sizeof fixture->message);
  g_assert_cmpint (send (fixture->there, large, RECTO_MAX_MESSAGE + 1, 0), >, 0);
  g_assert_cmpint (receive (fixture, &fd), ==, RECTO_PACKET_WRONG);
}

static void
test_end_is_told (Fixture *fixture, gconstpointer data)
{
  int fd = -1;

  g_clear_fd (&fixture->there, NULL);
  g_assert_cmpint (receive (fixture, &fd), ==, RECTO_PACKET_WRONG);
  g_assert_false (recto_packet_send (fixture->here, &fixture->message, -1, 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/packet/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("message-arrives", test_message_arrives);
  ADD ("descriptor-arrives", test_descriptor_arrives);
  ADD ("more-than-one-descriptor-is-wrong", test_more_than_one_descriptor_is_wrong);
  ADD ("descriptor-nobody-takes-stays-out", test_descriptor_nobody_takes_stays_out);
  ADD ("descriptor-of-no-message-is-closed", test_descriptor_of_no_message_is_closed);
  ADD ("packet-too-large-is-wrong", test_packet_too_large_is_wrong);
  ADD ("end-is-told", test_end_is_told);

  return g_test_run ();
}
