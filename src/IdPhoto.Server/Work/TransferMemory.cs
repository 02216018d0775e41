using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Work;

/// <summary>Bounds the bytes of all uploads and answers that are in memory at once, however slowly callers send and read.</summary>
internal sealed class TransferMemory(ServerSettings settings)
{
    private long _free = settings.TransferMemoryBytes;

    /// <summary>Bytes that are taken.</summary>
    public long Used => settings.TransferMemoryBytes - Interlocked.Read(ref _free);

    /// <summary>Takes bytes out of the budget until the result is disposed; what is larger than all of it goes alone.</summary>
    /// <exception cref="RequestRefused"><see cref="ServerCodes.Busy"/>.</exception>
    public IDisposable Take(long bytes)
    {
        bytes = Math.Min(bytes, settings.TransferMemoryBytes);
        if (Interlocked.Add(ref _free, -bytes) >= 0)
            return new Share(this, bytes);
        Interlocked.Add(ref _free, bytes);
        throw RequestRefused.Busy(seconds: 2);
    }

    private sealed class Share(TransferMemory memory, long bytes) : IDisposable
    {
        private long _bytes = bytes;

        public void Dispose() => Interlocked.Add(ref memory._free, Interlocked.Exchange(ref _bytes, 0));
    }
}
