"""Layered pictures to moving frames, in YUV 4:2:0 and with sub-pixel accuracy.

A worker process draws a shot straight into the encoder's frame buffers. What makes it cheap: layers are converted to
YUV once; every layer is moved by a separable bicubic whose horizontal pass needs no gather; and a tile that an opaque
part of a nearer layer covers is not drawn at all.
"""
