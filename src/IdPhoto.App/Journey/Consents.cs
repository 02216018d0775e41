using IdPhoto.App.Device;
using IdPhoto.App.Words;

namespace IdPhoto.App.Journey;

/// <summary>Gives and withdraws consents: on the server under this device's id, and on this device.</summary>
public sealed class Consents(PersonLink person, Keeper keeper, Identity identity, PolicyWatch watch, Talk talk, TimeProvider clock)
{
    /// <summary>The consent to a purpose that holds; null where there is none.</summary>
    public Consent? Of(string purpose) => keeper.Settings.Consents.FirstOrDefault(consent => consent.Purpose == purpose && watch.State.Holds(consent.Tag));

    /// <summary>Gives a consent, to the policy as it is. The server has it before this device says that it is given.</summary>
    /// <param name="purpose">One of <see cref="Purposes"/>.</param>
    /// <param name="always">For good; otherwise for one photo.</param>
    /// <param name="guardian">Whether a guardian said that they are the guardian.</param>
    /// <exception cref="RefusedException">The server refuses it, as where the policy has changed meanwhile.</exception>
    /// <exception cref="UnavailableException">The server cannot be asked.</exception>
    public async Task GiveAsync(string purpose, bool always, bool guardian = false)
    {
        string tag = watch.State.Tag;
        if (await identity.NeedAsync() is { } id)
            await person.CallAsync("PUT", Path(purpose), id, talk.Words.Language.Tag, ("policy", tag), ("guardian", guardian));
        await KeepAsync(purpose, new Consent(purpose, tag, clock.GetUtcNow(), always, guardian));
        try
        {
            await TellAsync();
        }
        catch (Exception error) when (error is UnavailableException or RefusedException)
        {
            // The consent is given all the same; the facts follow with the next start.
        }
    }

    /// <summary>Gives a consent that this device alone keeps: nothing of it concerns the server.</summary>
    public Task GiveHereAsync(string purpose) => KeepAsync(purpose, new Consent(purpose, watch.State.Tag, clock.GetUtcNow(), Always: true, Guardian: false));

    /// <summary>A consent no longer holds, on this device.</summary>
    public Task LapseAsync(string purpose) => KeepAsync(purpose, null);

    /// <summary>Withdraws a consent; the server deletes what belongs to it.</summary>
    /// <exception cref="UnavailableException">The server cannot be asked; it is asked again at the next start.</exception>
    public async Task WithdrawAsync(string purpose)
    {
        await LapseAsync(purpose);
        if (identity.Id is null || purpose is Purposes.Analytics or Purposes.Ads)
            return;
        await OweAsync(owed => [.. owed.Where(other => other != purpose), purpose]);
        await SettleAsync(purpose);
    }

    /// <summary>Withdraws on the server what was withdrawn here while it could not be asked.</summary>
    public Task SettleAsync() => Each.TryAsync(keeper.Settings.Owed, SettleAsync);

    /// <summary>Agrees again to all that was agreed to, under the policy as it is now.</summary>
    public async Task RenewAsync()
    {
        foreach (Consent consent in keeper.Settings.Consents.ToArray())
            if (consent.Purpose is Purposes.Analytics or Purposes.Ads)
                await GiveHereAsync(consent.Purpose);
            else
                // A guardian's word is for the photo that it was given for.
                await GiveAsync(consent.Purpose, consent.Always);
    }

    /// <summary>Tells the server which kind of device, which app and which language this is, where it does not know and somebody has agreed to the policy in force.</summary>
    public async Task TellAsync()
    {
        ToldFacts facts = Facts;
        bool agreed = keeper.Settings.Consents.Any(consent => consent.Purpose is not (Purposes.Analytics or Purposes.Ads) && watch.State.Holds(consent.Tag));
        if (!agreed || identity.Id is not { } id || identity.Install.Told == facts)
            return;
        await person.CallAsync("PUT", "device", id, facts.Language, ("language", facts.Language), ("platform", facts.Platform), ("appVersion", facts.AppVersion));
        await identity.ToldAsync(facts);
    }

    /// <summary>What goes along with the id.</summary>
    public ToldFacts Facts => new(talk.Words.Language.Tag, keeper.Facts.Platform ?? "other", typeof(Consents).Assembly.GetName().Version?.ToString(3) ?? "0");

    private async Task SettleAsync(string purpose)
    {
        try
        {
            if (identity.Id is { } id)
                await person.CallAsync("DELETE", Path(purpose), id, talk.Words.Language.Tag);
        }
        catch (RefusedException refused) when (refused.Code == "not-found")
        {
            // The server knows of no such consent: nothing is left to withdraw.
        }
        await OweAsync(owed => [.. owed.Where(other => other != purpose)]);
        // With the last consent the server forgets the facts, too: they are told again with the next one.
        if (!keeper.Settings.Consents.Any(consent => consent.Purpose is not (Purposes.Analytics or Purposes.Ads)))
            await identity.ToldAsync(null);
    }

    private Task OweAsync(Func<IReadOnlyList<string>, IReadOnlyList<string>> change) => keeper.SetAsync(settings => settings with { Owed = change(settings.Owed) });

    private Task KeepAsync(string purpose, Consent? consent) => keeper.SetAsync(settings => settings with
    {
        Consents = [.. settings.Consents.Where(other => other.Purpose != purpose), .. consent is null ? [] : new[] { consent }],
    });

    private static string Path(string purpose) => $"device/consents/{purpose}";
}
