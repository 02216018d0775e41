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
            ways = ways with { Fcm = ways.Fcm && partners.Offered.Contains("messaging") };
            return !ways.CanPush || await person.CanPushAsync() ? ways : ways with { WebKey = null, Fcm = false };
        }
        catch (Exception error) when (error is UnavailableException or RefusedException)
        {
            return null;
        }
    }

    /// <summary>Asks for e-mails; the first one asks whether the address is right.</summary>
    public async Task MailAsync(string address, NoticeTopics topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        await AgreedAsync(Purposes.Notices, () => PutAsync("email", topics, ("address", address)));
    }

    /// <summary>Asks for notices in this browser: by the browser's own way, otherwise by Firebase where this copy was built with it.</summary>
    /// <returns>Whether the person has allowed the browser to.</returns>
    internal async Task<bool> PushAsync(NoticeWays ways, NoticeTopics topics)
    {
        (string, object?)[] to;
        if (ways.WebKey is null)
            to = [("kind", "fcm"), ("token", await firebase.TokenAsync())];
        else
            to = await person.SubscribeAsync(ways.WebKey) is [string endpoint, string p256dh, string auth] ? [("kind", "web"), ("endpoint", endpoint), ("p256dh", p256dh), ("auth", auth)] : [("kind", null)];
        if (Array.Exists(to, fact => fact.Item2 is null))
            return false;
        await AgreedAsync(Purposes.Push, () => PutAsync("push", topics, to));
        return true;
    }

    /// <summary>Ends the e-mails: the address is deleted.</summary>
    public Task StopMailAsync() => consents.WithdrawAsync(Purposes.Notices);

    /// <summary>Ends the notices in this browser.</summary>
    public async Task StopPushAsync()
    {
        await person.UnsubscribeAsync();
        await consents.WithdrawAsync(Purposes.Push);
    }

    // A yes from which nothing follows is not kept.
    private async Task AgreedAsync(string purpose, Func<Task> ask)
    {
        await consents.GiveAsync(purpose, always: true);
        try
        {
            await ask();
        }
        catch (RefusedException)
        {
            await consents.WithdrawAsync(purpose);
            throw;
        }
    }

    private async Task PutAsync(string way, NoticeTopics topics, params (string Name, object? Value)[] to)
        => await person.CallAsync("PUT", $"device/{way}", identity.Id, Language, [.. to, ("language", Language), ("policy", topics.Policy), ("documents", topics.Documents)]);
}
