namespace IdPhoto.Server.Store;

/// <summary>Calls to what the store is made of.</summary>
internal static class StoreCalls
{
    /// <summary>Calls something that fails as out of order where there is no room: only an upload is refused for want of it.</summary>
    /// <exception cref="StoreException">It failed.</exception>
    public static ValueTask<bool> NotFull(Func<Task> call) => NotFull(async ValueTask<bool> () =>
    {
        await call();
        return true;
    });

    /// <inheritdoc cref="NotFull(Func{Task})"/>
    public static async ValueTask<T> NotFull<T>(Func<ValueTask<T>> call)
    {
        try
        {
            return await call();
        }
        catch (StoreException full) when (full.IsFull)
        {
            throw new StoreException(isFull: false, full);
        }
    }
}
