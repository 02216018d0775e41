using System.Text.Json;
using IdPhoto.App.Device;
using IdPhoto.Words;

namespace IdPhoto.App.Journey;

/// <summary>Knows the policy that is in force and what was announced: learned from the server, and kept for when it cannot be asked.</summary>
public sealed class PolicyWatch(PersonLink person, DeviceLink device, Keeper keeper, TimeProvider clock)
{
    private const string Name = "policy";

    private PolicyState? _known;

    /// <summary>Told when something else is known.</summary>
    public event Action? Changed;

    /// <summary>The policy now.</summary>
    public PolicyState State => (_known ?? PolicyState.BuiltIn).At(clock.GetUtcNow());

    /// <summary>Whether a server has said it, now or earlier.</summary>
    public bool IsServed => _known is not null;

    /// <summary>Whether the text that is in force is another one than this version of the app shows.</summary>
    public bool IsOutdated => State.Edition != PolicyState.BuiltIn.Edition;

    /// <summary>What has changed since the person agreed to something, and asks again: not answered yet.</summary>
    public IReadOnlyList<Announcement> Due
    {
        get
        {
            PolicyTag asked = PolicyTag.Parse(keeper.Settings.Asked);
            return [.. keeper.Settings.Consents.Select(consent => consent.Tag)
                .Concat(keeper.Uploads.Where(upload => upload.IsThere(clock.GetUtcNow())).Select(upload => upload.Tag))
                .SelectMany(State.Since).Where(change => change.IsText ? asked.Edition != State.Edition : change.Number > asked.Announcement)
                .DistinctBy(change => change.Number).OrderBy(change => change.Number)];
        }
    }

    /// <summary>Changes that the person has not put away; what asks again asks by itself once it is in force.</summary>
    public IReadOnlyList<Announcement> News
    {
        get
        {
            IReadOnlyList<Announcement> due = Due;
            return [.. State.InForce.Concat(State.Text is { } text ? [text] : []).Where(change => due.All(asks => asks.Number != change.Number))
                .Concat(State.Upcoming).Where(IsNews).OrderBy(change => change.Number)];
        }
    }

    // A change keeps its number, whichever text it belongs to by now.
    private bool IsNews(Announcement change) => change.IsText
        ? keeper.Settings.Edition is { } known && known != State.Edition
        : change.Number > (keeper.Settings.Announced ?? 0) && keeper.Settings.Seen.All(seen => PolicyTag.Parse(seen).Announcement != change.Number);

    /// <summary>Reads what was known last.</summary>
    public async Task ReadAsync() => _known = await device.ReadAsync(Name) is { } kept && Keeper.Parse(kept) is { } said ? PolicyState.Read(said) : null;

    /// <summary>Asks the server; without an answer the policy stays as it was known.</summary>
    public async Task LearnAsync()
    {
        JsonElement said;
        try
        {
            said = await person.PolicyAsync();
        }
        catch (Exception error) when (error is UnavailableException or RefusedException)
        {
            return;
        }
        _known = PolicyState.Read(said);
        await device.WriteAsync(Name, _known is null ? null : said.GetRawText());
        // What was in force before this device came is no news to it.
        if (_known is not null && keeper.Settings.Announced is null)
            await keeper.SetAsync(settings => settings with { Announced = State.InForce.Select(announced => announced.Number).DefaultIfEmpty().Max() });
        // The text that this app shows, which may not be the one in force.
        if (keeper.Settings.Edition is null)
            await keeper.SetAsync(settings => settings with { Edition = PolicyEdition.Number });
        Changed?.Invoke();
    }

    /// <summary>The person has said yes or no to what asked again.</summary>
    public async Task AnswerAsync()
    {
        PolicyTag asked = PolicyTag.Parse(State.Tag) with { Edition = PolicyEdition.Number };
        await keeper.SetAsync(settings => settings with { Asked = asked.ToString(), Edition = PolicyEdition.Number });
        Changed?.Invoke();
    }

    /// <summary>The person has seen a change.</summary>
    public async Task PutAwayAsync(Announcement announced)
    {
        ArgumentNullException.ThrowIfNull(announced);
        await keeper.SetAsync(settings => announced.IsText ? settings with { Edition = State.Edition } : settings with { Seen = [.. settings.Seen, announced.Tag] });
        Changed?.Invoke();
    }
}
