namespace IdPhoto.Server.Store;

/// <summary>Whether ledger and files can be reached, found out once in two seconds however often it is asked.</summary>
internal sealed class StoreHealth(IPhotoLedger ledger, IPhotoFiles files, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private Task<bool>? _answer;
    private long _asked;

    /// <summary>Whether both answer within a few seconds.</summary>
    public Task<bool> IsWellAsync()
    {
        lock (_lock)
        {
            if (_answer is null || (_answer.IsCompleted && clock.GetElapsedTime(_asked) > Fresh))
                (_answer, _asked) = (LookAsync(), clock.GetTimestamp());
            return _answer;
        }
    }

    private async Task<bool> LookAsync()
    {
        // Not on the caller's thread: nothing that waits there may hold the lock.
        await Task.Yield();
        using CancellationTokenSource limit = new(Patience);
        try
        {
            await Task.WhenAll(ledger.TotalsAsync().AsTask(), files.PingAsync(limit.Token)).WaitAsync(Patience);
            return true;
        }
        catch (Exception error) when (error is StoreException or TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }
}
