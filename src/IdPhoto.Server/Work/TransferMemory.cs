using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Work;

/// <summary>Bounds the bytes of all uploads and answers that are in memory at once, and each caller's part of them, however slowly callers send and read.</summary>
internal sealed class TransferMemory(ServerSettings settings)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _held = [];
    private long _used;

    /// <summary>Bytes that are taken.</summary>
    public long Used
    {
        get
        {
            lock (_lock)
                return _used;
        }
    }

    // A caller must be able to send one photo and read its result.
    private long MostOfOne => Math.Max(settings.ShareOf(settings.TransferMemoryBytes), 2L * settings.Limits.MaxBytes);

    /// <summary>Takes bytes out of the budget until the result is disposed; what is larger than all of it goes alone.</summary>
    /// <exception cref="RequestRefused"><see cref="ServerCodes.Busy"/>.</exception>
    public Share Take(string caller, long bytes)
    {
        Share share = new(this, caller);
        share.Resize(bytes);
        return share;
    }

    private void Change(string caller, long old, long wanted)
    {
        lock (_lock)
        {
            long others = _held.GetValueOrDefault(caller) - old;
            if (wanted > old && (_used - old + wanted > settings.TransferMemoryBytes || (others > 0 && others + wanted > MostOfOne)))
                throw RequestRefused.Busy(seconds: 2);
            _used += wanted - old;
            _held[caller] = others + wanted;
            if (others + wanted == 0)
                _held.Remove(caller);
        }
    }

    /// <summary>What one upload or answer holds.</summary>
    internal sealed class Share(TransferMemory memory, string caller) : IDisposable
    {
        private long _bytes;

        /// <summary>Follows a transfer that grows.</summary>
        /// <exception cref="RequestRefused"><see cref="ServerCodes.Busy"/>; it keeps what it has.</exception>
        public void Resize(long bytes)
        {
            bytes = Math.Min(bytes, memory.Most);
            memory.Change(caller, _bytes, bytes);
            _bytes = bytes;
        }

        public void Dispose() => Resize(0);
    }

    private long Most => settings.TransferMemoryBytes;
}
