using System.Runtime.InteropServices;

namespace IdPhoto.Server.Memory;

/// <summary>Reads a body through buffers of others, such as those of a form's reader, and overwrites them when it is disposed.</summary>
internal sealed class ClearedReads(Stream body) : Stream
{
    private readonly HashSet<byte[]> _filled = [];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (MemoryMarshal.TryGetArray<byte>(buffer, out ArraySegment<byte> segment))
            _filled.Add(segment.Array!);
        return body.ReadAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        foreach (byte[] buffer in _filled)
            Array.Clear(buffer);
        _filled.Clear();
        base.Dispose(disposing);
    }
}
