using IdPhoto.App.Device;

namespace IdPhoto.App.Journey;

/// <summary>
/// Other companies' services, in a copy that was built with them: each only after a yes of its own, only on the first screen, and
/// never while there is a picture or the photo of a child is meant.
/// </summary>
public sealed class PartnerWatch(Keeper keeper, Consents consents, Trip trip, FirebaseLink firebase)
{
    private bool _loaded;

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

    /// <summary>A service that was agreed to has ended: what it has kept in this browser goes.</summary>
    public async Task ForgetAsync(string purpose)
    {
        // Both are Firebase's, which a copy has as a whole or not at all.
        if (purpose is not (Purposes.Analytics or Purposes.Push) || !Offered.Contains(Purposes.Analytics))
            return;
        try
        {
            await firebase.ForgetAsync();
        }
        catch (UnavailableException)
        {
            // Nothing of it is in this browser.
        }
    }

    /// <summary>Starts what may run on a screen.</summary>
    public async Task EnterAsync(string screen)
    {
        if (_loaded || !MayRun(Purposes.Analytics, screen))
            return;
        _loaded = true;
        try
        {
            await firebase.CountAsync();
        }
        catch (UnavailableException)
        {
            // The app is whole without it.
        }
    }

    /// <summary>Whether the page must begin again, because a script is in it that may not be there.</summary>
    public bool MustRestart(string screen) => _loaded && !MayRun(Purposes.Analytics, screen);
}
