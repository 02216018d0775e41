using IdPhoto.App.Device;
using Microsoft.AspNetCore.Components;

namespace IdPhoto.App.Journey;

/// <summary>
/// Other companies' services, in a copy that was built with them: each only after a yes of its own, only on the first screen, and
/// never while there is a picture or the photo of a child is meant.
/// </summary>
public sealed class PartnerWatch(Keeper keeper, Consents consents, Trip trip, FirebaseLink firebase, AdsLink ads)
{
    private bool _loaded, _counts, _advertises;

    /// <summary>What this copy was built with and could be agreed to. Usually nothing.</summary>
    public IReadOnlyList<string> Offered => keeper.Facts.Partners ?? [];

    /// <summary>Whether a service may run.</summary>
    /// <param name="purpose">Which.</param>
    /// <param name="screen">The screen that is shown; empty for the first one.</param>
    public bool MayRun(string purpose, string screen) => screen.Length == 0 && Offered.Contains(purpose) && consents.Of(purpose) is not null
        && IsNobodysPhotoNear;

    /// <summary>Whether there is no picture, and no child's photo is meant.</summary>
    public bool IsNobodysPhotoNear => trip is { Subject: Subject.Adult, Picture: null, Waiting: false, Made.Count: 0 };

    /// <summary>Whether a script of another company is in the page.</summary>
    public bool IsLoaded => _loaded;

    /// <summary>A script of another company comes into the page: it must not outlast the screen.</summary>
    public void Load() => _loaded = true;

    /// <summary>A service that was agreed to has ended: what its company and this browser keep of it goes, at the first screen where it cannot go at once.</summary>
    public async Task ForgetAsync(string purpose)
    {
        if (purpose == Purposes.Ads)
            ads.Hide();
        // Both are Firebase's, which a copy has as a whole or not at all.
        if (purpose is not (Purposes.Analytics or Purposes.Push) || !Offered.Contains(Purposes.Analytics))
            return;
        await OweAsync(owed => [.. owed.Where(other => other != purpose), purpose]);
        await EndAsync(purpose);
    }

    // Its own script does it, which is never in a page with a photo.
    private async Task EndAsync(string purpose)
    {
        if (!IsNobodysPhotoNear)
            return;
        _loaded = true;
        try
        {
            if (await firebase.ForgetAsync(purpose, IsAgreed(purpose == Purposes.Push ? Purposes.Analytics : Purposes.Push)))
                await OweAsync(owed => [.. owed.Where(other => other != purpose)]);
        }
        catch (UnavailableException)
        {
            // The company could not be reached, or its script.
        }
    }

    private async Task SettleAsync()
    {
        // What was agreed to again goes on.
        if (keeper.Settings.OwedEnds.Any(IsAgreed))
            await OweAsync(owed => [.. owed.Where(purpose => !IsAgreed(purpose))]);
        foreach (string purpose in keeper.Settings.OwedEnds.ToArray())
            await EndAsync(purpose);
    }

    /// <summary>Whether Google may know of this browser: a service of theirs was agreed to, or has ended and is not gone yet.</summary>
    public bool IsKnown => IsAgreed(Purposes.Analytics) || IsAgreed(Purposes.Push) || keeper.Settings.OwedEnds.Count > 0;

    // Also under a policy that has changed meanwhile: nobody has ended it.
    private bool IsAgreed(string purpose) => keeper.Settings.Consents.Any(consent => consent.Purpose == purpose);

    private Task OweAsync(Func<IReadOnlyList<string>, IReadOnlyList<string>> change) => keeper.SetAsync(settings => settings with { OwedEnds = change(settings.OwedEnds) });

    /// <summary>Starts what may run on a screen.</summary>
    public async Task EnterAsync(string screen)
    {
        if (screen.Length == 0)
            await SettleAsync();
        if (_counts || !MayRun(Purposes.Analytics, screen))
            return;
        (_loaded, _counts) = (true, true);
        try
        {
            await firebase.CountAsync();
        }
        catch (UnavailableException)
        {
            // The app is whole without it.
        }
    }

    /// <summary>Shows an advertisement on the first screen, where one may be.</summary>
    /// <param name="place">Where.</param>
    /// <param name="language">The person's language, by its tag.</param>
    public async Task AdvertiseAsync(ElementReference place, string language)
    {
        if (!MayRun(Purposes.Ads, ""))
            return;
        _advertises = true;
        try
        {
            await ads.ShowAsync(place, language);
        }
        catch (UnavailableException)
        {
            // The app is whole without it.
        }
    }

    /// <summary>Takes the advertisement away before a screen on which none may be is drawn.</summary>
    public void Leave(string screen)
    {
        if (!_advertises || MayRun(Purposes.Ads, screen))
            return;
        _advertises = false;
        ads.Hide();
    }

    /// <summary>Whether the page must begin again, because a script is in it that may not be there.</summary>
    public bool MustRestart(string screen) => _loaded && !MayRun(Purposes.Analytics, screen);
}
