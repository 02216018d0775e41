using IdPhoto.App.Device;

namespace IdPhoto.App.Journey;

/// <summary>Several things to ask of the server, each by itself.</summary>
internal static class Each
{
    /// <summary>Tries each: one that fails does not keep the others.</summary>
    /// <exception cref="UnavailableException">For one of them nobody answered.</exception>
    /// <exception cref="RefusedException">One of them was refused.</exception>
    public static async Task TryAsync(IEnumerable<Func<Task>> acts)
    {
        Exception? missed = null;
        foreach (Func<Task> act in acts.ToArray())
            try
            {
                await act();
            }
            catch (Exception error) when (error is UnavailableException or RefusedException)
            {
                missed = error;
            }
        if (missed is not null)
            throw missed;
    }

    /// <summary>The same for each of several.</summary>
    public static Task TryAsync<T>(IEnumerable<T> all, Func<T, Task> act) => TryAsync(all.Select<T, Func<Task>>(one => () => act(one)));
}
