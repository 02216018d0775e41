using IdPhoto.App.Device;
using IdPhoto.App.Words;

namespace IdPhoto.App.Journey;

/// <summary>What one wants to hear of.</summary>
/// <param name="Policy">Changes of the policy.</param>
/// <param name="Documents">Changes of the rules of these documents.</param>
public sealed record NoticeTopics(bool Policy, IReadOnlyList<string> Documents);

/// <summary>Notices that the person wants: by e-mail, by the browser, each with a yes of its own.</summary>
public sealed class NoticeService(PersonLink person, Consents consents, Identity identity, FirebaseLink firebase, PartnerWatch partners, Talk talk)
{
    private string Language => talk.Words.Language.Tag;

    /// <summary>What the operator has set up; null where there is nothing.</summary>
    internal async Task<NoticeWays?> WaysAsync()
    {
        try
        {
            NoticeWays ways = NoticeWays.Read(await person.CallAsync("GET", "notices", null, Language));
            ways = ways with { Fcm = ways.Fcm && partners.Offered.Contains("messaging") && partners.IsNobodysPhotoNear };
            return !ways.CanPush || await person.CanPushAsync() ? ways : ways with { WebKey = null, Fcm = false };
        }
        catch (Exception error) when (error is UnavailableException or RefusedException)
        {
            return null;
        }
    }

    /// <summary>Asks for e-mails; the first one asks whether the address is right.</summary>
    public Task MailAsync(string address, NoticeTopics topics) => AgreedAsync(Purposes.Notices, () => AskedAsync("email", topics, [("address", address)]), StopMailAsync);

    /// <summary>Asks for notices in this browser: by the browser's own way, otherwise by Firebase where this copy was built with it.</summary>
    /// <returns>Whether the person has allowed the browser to.</returns>
    internal Task<bool> PushAsync(NoticeWays ways, NoticeTopics topics)
        => AgreedAsync(Purposes.Push, async () => await AskedAsync("push", topics, await TargetAsync(ways)), StopPushAsync);

    private async Task<(string, object?)[]?> TargetAsync(NoticeWays ways)
    {
        if (ways.WebKey is not null)
            return await person.SubscribeAsync(ways.WebKey) is [string endpoint, string p256dh, string auth] ? [("kind", "web"), ("endpoint", endpoint), ("p256dh", p256dh), ("auth", auth)] : null;
        partners.Load();
        return await firebase.TokenAsync() is { } token ? [("kind", "fcm"), ("token", token)] : null;
    }

    /// <summary>Ends the e-mails: the address is deleted.</summary>
    public Task StopMailAsync() => consents.WithdrawAsync(Purposes.Notices);

    /// <summary>Ends the notices in this browser.</summary>
    public Task StopPushAsync() => Each.TryAsync([person.UnsubscribeAsync, () => partners.ForgetAsync(Purposes.Push), () => consents.WithdrawAsync(Purposes.Push)]);

    // The yes comes first: before it nobody hears of this browser. One from which nothing follows is not kept.
    private async Task<bool> AgreedAsync(string purpose, Func<Task<bool>> ask, Func<Task> stop)
    {
        await consents.GiveAsync(purpose, always: true);
        try
        {
            if (await ask())
                return true;
        }
        catch (Exception error) when (error is RefusedException or UnavailableException)
        {
            await stop();
            throw;
        }
        await stop();
        return false;
    }

    private async Task<bool> AskedAsync(string way, NoticeTopics topics, (string Name, object? Value)[]? to)
    {
        if (to is null)
            return false;
        await person.CallAsync("PUT", $"device/{way}", identity.Id, Language, [.. to, ("language", Language), ("policy", topics.Policy), ("documents", topics.Documents)]);
        return true;
    }
}
