using IdPhoto.Server.Memory;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Work;

/// <summary>Bounds the memory of all pictures that are decoded and worked on at once: each waits until there is enough for it.</summary>
/// <remarks>A picture that needs more than all of it is worked on alone.</remarks>
internal sealed class WorkMemory(ServerSettings settings)
{
    /// <summary>After work that took more, memory is given back to the system at once: other programs share it.</summary>
    private const long Large = 128L * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _waiting = new();
    private long _used;

    /// <summary>Bytes that are reserved.</summary>
    public long Used
    {
        get
        {
            lock (_lock)
                return _used;
        }
    }

    /// <summary>Reserves bytes until the result is disposed; first come, first served.</summary>
    public async Task<IDisposable> TakeAsync(long bytes, CancellationToken cancel)
    {
        bytes = Math.Min(bytes, settings.WorkMemoryBytes);
        Waiting mine = new(bytes);
        lock (_lock)
        {
            _waiting.AddLast(mine);
            Admit();
        }
        using CancellationTokenRegistration leaving = cancel.Register(() => Leave(mine, cancel));
        await mine.Admitted.Task;
        return new Share(this, bytes);
    }

    private void Leave(Waiting mine, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (!_waiting.Remove(mine))
                return;
            mine.Admitted.SetCanceled(cancel);
            Admit();
        }
    }

    private void Release(long bytes)
    {
        bool idle;
        lock (_lock)
        {
            _used -= bytes;
            idle = _used == 0;
            Admit();
        }
        if (idle && bytes >= Large)
            HeapRelease.Release();
    }

    private void Admit()
    {
        while (_waiting.First is { } first && _used + first.Value.Bytes <= settings.WorkMemoryBytes)
        {
            _used += first.Value.Bytes;
            _waiting.RemoveFirst();
            first.Value.Admitted.SetResult();
        }
    }

    private sealed class Waiting(long bytes)
    {
        public long Bytes => bytes;

        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Share(WorkMemory memory, long bytes) : IDisposable
    {
        private long _bytes = bytes;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _bytes, 0) is > 0 and long held)
                memory.Release(held);
        }
    }
}
