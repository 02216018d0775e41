using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IdPhoto.App.Device;

/// <summary>Firebase, where this copy was built with it.</summary>
public sealed class FirebaseLink(IJSRuntime js) : JsPart(js, "partners/firebase.js")
{
    /// <summary>Starts to count how the app is used.</summary>
    public Task CountAsync() => DoAsync("count");

    /// <summary>Ends it: what Google and this browser keep of it is deleted.</summary>
    /// <param name="ended">The purpose that ends.</param>
    /// <param name="other">Whether its other purpose is agreed to.</param>
    /// <returns>Whether nothing is left to do once the page has begun again.</returns>
    public Task<bool> ForgetAsync(string ended, bool other) => AskAsync<bool>("forget", ended, other);

    /// <summary>The token under which Firebase sends notices to this browser; null where the browser refuses.</summary>
    public Task<string?> TokenAsync() => AskAsync<string?>("token");
}

/// <summary>Advertising, where this copy was built with it.</summary>
public sealed class AdsLink(IJSRuntime js) : JsPart(js, "partners/ads.js")
{
    /// <summary>Shows an advertisement: in a frame of its own, which sees nothing of the page, or by the native shell that the app runs in.</summary>
    public Task ShowAsync(ElementReference place, string language) => DoAsync("show", place, language);

    /// <summary>Has it taken away, before whatever is drawn next.</summary>
    public void Hide() => DoNow("hide");
}
