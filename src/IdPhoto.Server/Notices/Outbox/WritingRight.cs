using IdPhoto.Server.Consents;
using IdPhoto.Server.Policies;

namespace IdPhoto.Server.Notices.Outbox;

/// <summary>Whether a person may be written to. Somebody else's service may not, until the person has agreed to it.</summary>
internal sealed class WritingRight(ConsentBook consents, PolicyRegister policies)
{
    /// <summary>Whether the person has agreed to the purpose, has not taken it back, and under the controller of today.</summary>
    public bool Holds(byte[] person, string purpose)
    {
        int controller = policies.State.InForce.LastOrDefault(published => published.Controller is not null)?.Number ?? 0;
        return consents.Of(person).Any(consent => consent.Purpose == purpose && consent.WithdrawnAt is null && consent.Policy.Announcement >= controller);
    }
}
