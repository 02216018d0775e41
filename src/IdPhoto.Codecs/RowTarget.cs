using IdPhoto.Decoding;
using NetVips;

namespace IdPhoto.Codecs;

/// <summary>Receives rows from libvips as they are decoded and passes them on.</summary>
internal sealed class RowTarget : TargetCustom
{
    private readonly UprightWriter _writer;
    private readonly CancellationToken _cancel;

    public RowTarget(UprightWriter writer, CancellationToken cancel)
    {
        _writer = writer;
        _cancel = cancel;
        OnWrite += Take;
    }

    /// <summary>Called on a thread of libvips: an exception must not cross it, so a failure is told by -1.</summary>
    private long Take(byte[] buffer, int length)
    {
        try
        {
            if (_cancel.IsCancellationRequested)
                return -1;
            _writer.Write(buffer.AsSpan(0, length));
            return length;
        }
        catch (ArgumentException)
        {
            return -1; // more rows than declared; the caller sees that reading failed
        }
        finally
        {
            // NetVips gives it back to the pool of the whole process as it is.
            Array.Clear(buffer, 0, length);
        }
    }
}
