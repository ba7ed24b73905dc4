# SPDX-License-Identifier: AGPL-3.0-or-later
"""Wire: a client of a Wayland compositor; what it asks for, and what it is told."""

import socket
import struct

_DISPLAY = 1
_SYNC, _GET_REGISTRY = 0, 1
_BIND = 0


def read_text(payload, offset):
    """The string there, and where the next argument begins."""
    length, = struct.unpack_from("=I", payload, offset)
    text = payload[offset + 4:offset + 4 + length - 1].decode()
    return text, offset + 4 + (length + 3) // 4 * 4


def _pack(argument):
    if isinstance(argument, str):
        text = argument.encode() + b"\0"
        return struct.pack("=I", len(text)) + text + b"\0" * (-len(text) % 4)
    if isinstance(argument, float):
        return struct.pack("=i", round(argument * 256))
    return struct.pack("=I", argument & 0xffffffff)


class Wire:
    """Numbers are arguments of 32 bits, floats are fixed-point ones."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(path)
        self.pending = b""
        self.last_id = _DISPLAY
        self.handlers = {_DISPLAY: self._display_event}
        self.globals = {}
        registry = self.new_id(self._registry_event)
        self.registry = registry
        self.send(_DISPLAY, _GET_REGISTRY, registry)
        self.roundtrip()

    def close(self):
        self.socket.close()

    def new_id(self, handler=None):
        """An object that a request is about to make; `handler` gets the number of an event and its
        arguments as bytes."""
        self.last_id += 1
        if handler:
            self.handlers[self.last_id] = handler
        return self.last_id

    def send(self, target, request, *arguments, fd=None):
        body = b"".join(_pack(argument) for argument in arguments)
        message = struct.pack("=II", target, (8 + len(body)) << 16 | request) + body
        if fd is None:
            self.socket.sendall(message)
        else:
            socket.send_fds(self.socket, [message], [fd])

    def bind(self, interface):
        """The compositor's only object of this kind, in its first version."""
        if interface not in self.globals:
            raise AssertionError("the compositor has no " + interface)
        made = self.new_id()
        self.send(self.registry, _BIND, self.globals[interface], interface, 1, made)
        return made

    def read(self):
        """Waits for something to be told, and has it handled."""
        more = self.socket.recv(65536)
        if not more:
            raise AssertionError("the compositor has gone")
        self.pending += more
        while len(self.pending) >= 8:
            sender, head = struct.unpack_from("=II", self.pending)
            size = head >> 16
            if len(self.pending) < size:
                return
            payload, self.pending = self.pending[8:size], self.pending[size:]
            handler = self.handlers.get(sender)
            if handler:
                handler(head & 0xffff, payload)

    def roundtrip(self):
        """Until all that was asked for has been dealt with."""
        done = []
        callback = self.new_id(lambda event, payload: done.append(event))
        self.send(_DISPLAY, _SYNC, callback)
        while not done:
            self.read()
        del self.handlers[callback]

    def _display_event(self, event, payload):
        if event == 0:
            raise AssertionError("the compositor complains: " + read_text(payload, 8)[0])

    def _registry_event(self, event, payload):
        if event == 0:
            name, = struct.unpack_from("=I", payload)
            self.globals[read_text(payload, 4)[0]] = name
