using IdPhoto.Words;

namespace IdPhoto.Server.Policies;

/// <summary>The policy at one moment.</summary>
/// <param name="First">Who was responsible before the first publication; null where the operator gave no name.</param>
/// <param name="InForce">Publications that have taken effect, the oldest first.</param>
/// <param name="Upcoming">Those that have not yet.</param>
internal sealed record PolicyState(Controller? First, IReadOnlyList<Announcement> InForce, IReadOnlyList<Announcement> Upcoming)
{
    /// <summary>The policy of now.</summary>
    public PolicyTag Tag => new(PolicyEdition.Number, InForce.Count > 0 ? InForce[^1].Number : 0);

    /// <summary>The day from which the policy of now holds: of its text, or of what was published last, whichever is later.</summary>
    public DateOnly Since => InForce.Count > 0 && DateOnly.FromDateTime(InForce[^1].From.UtcDateTime) is var day && day > PolicyEdition.Since ? day : PolicyEdition.Since;

    /// <summary>The last policy that asked again: an agreement to it, or to a later one, holds.</summary>
    public PolicyTag Binding => new(PolicyEdition.Number, InForce.LastOrDefault(published => published.IsBinding)?.Number ?? 0);

    /// <summary>Who is responsible now.</summary>
    public Controller? Controller => ControllerUnder(Tag);

    /// <summary>Who is or was responsible under a policy.</summary>
    public Controller? ControllerUnder(PolicyTag tag)
        => InForce.Concat(Upcoming).LastOrDefault(published => published.Controller is not null && published.Number <= tag.Announcement)?.Controller ?? First;

    /// <summary>Whether an agreement to this policy holds now.</summary>
    public bool Covers(PolicyTag agreed) => agreed.Edition == PolicyEdition.Number && agreed.Announcement >= Binding.Announcement;

    /// <summary>Whether this policy can be agreed to now: the one in force, a harmless predecessor, or one that is announced.</summary>
    public bool Offers(PolicyTag tag) => Covers(tag) && tag.Announcement <= (Upcoming.Count > 0 ? Upcoming[^1].Number : Tag.Announcement);
}
