using Microsoft.JSInterop;

namespace IdPhoto.App.Device;

/// <summary>One of the app's scripts, loaded when it is first called.</summary>
public abstract class JsPart(IJSRuntime js, string file) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _loading;

    /// <summary>Calls a function of the script.</summary>
    /// <exception cref="UnavailableException">The browser could not do it.</exception>
    protected async Task<T> AskAsync<T>(string function, params object?[] arguments)
    {
        try
        {
            return await (await LoadedAsync()).InvokeAsync<T>(function, arguments);
        }
        catch (JSException)
        {
            // What a browser says of it may quote anything: it is not passed on.
            throw new UnavailableException(offline: false);
        }
    }

    /// <summary>Calls a function that answers nothing.</summary>
    /// <exception cref="UnavailableException">The browser could not do it.</exception>
    protected Task DoAsync(string function, params object?[] arguments) => AskAsync<object?>(function, arguments);

    /// <summary>Calls a function of a script that is loaded, without waiting for a turn.</summary>
    protected void DoNow(string function, params object?[] arguments)
    {
        if (_loading is { IsCompletedSuccessfully: true } loaded && loaded.Result is IJSInProcessObjectReference here)
            here.InvokeVoid(function, arguments);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_loading is { IsCompletedSuccessfully: true })
            await (await _loading).DisposeAsync();
    }

    private Task<IJSObjectReference> LoadedAsync() => _loading = _loading is { IsFaulted: false } loading ? loading : js.InvokeAsync<IJSObjectReference>("import", $"./js/{file}").AsTask();
}
