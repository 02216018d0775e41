using IdPhoto.App.Device;
using IdPhoto.App.Words;

namespace IdPhoto.App.Journey;

/// <summary>What one wants to hear of.</summary>
/// <param name="Policy">Changes of the policy.</param>
/// <param name="Documents">Changes of the rules of these documents.</param>
public sealed record NoticeTopics(bool Policy, IReadOnlyList<string> Documents);

/// <summary>Notices that the person wants: by e-mail, by the browser, each with a yes of its own.</summary>
public sealed class NoticeService(RecordsLink records, Consents consents, Identity identity, Talk talk)
{
    private string Language => talk.Words.Language.Tag;

    /// <summary>What the operator has set up; null where there is nothing.</summary>
    internal async Task<NoticeWays?> WaysAsync()
    {
        try
        {
            NoticeWays ways = NoticeWays.Read(await records.CallAsync("GET", "notices", null, Language));
            return ways.WebKey is not null && !await records.CanPushAsync() ? ways with { WebKey = null } : ways;
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
        await consents.GiveAsync(Purposes.Notices, always: true);
        await PutAsync("email", topics, ("address", address));
    }

    /// <summary>Asks for notices in this browser.</summary>
    /// <param name="key">The server's public key.</param>
    /// <param name="topics">What one wants to hear of.</param>
    /// <returns>Whether the person has allowed the browser to.</returns>
    public async Task<bool> PushAsync(string key, NoticeTopics topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        if (await records.SubscribeAsync(key) is not [string endpoint, string p256dh, string auth])
            return false;
        await consents.GiveAsync(Purposes.Push, always: true);
        await PutAsync("push", topics, ("kind", "web"), ("endpoint", endpoint), ("p256dh", p256dh), ("auth", auth));
        return true;
    }

    /// <summary>Ends the e-mails: the address is deleted.</summary>
    public Task StopMailAsync() => consents.WithdrawAsync(Purposes.Notices);

    /// <summary>Ends the notices in this browser.</summary>
    public async Task StopPushAsync()
    {
        await records.UnsubscribeAsync();
        await consents.WithdrawAsync(Purposes.Push);
    }

    private async Task PutAsync(string way, NoticeTopics topics, params (string Name, object? Value)[] to)
        => await records.CallAsync("PUT", $"device/{way}", identity.Id, Language, [.. to, ("language", Language), ("policy", topics.Policy), ("documents", topics.Documents)]);
}
