using IdPhoto.Server.Policies;

namespace IdPhoto.Server.Consents;

/// <summary>A person's yes to one purpose.</summary>
/// <param name="Purpose">One of <see cref="Purposes"/>.</param>
/// <param name="Policy">What was agreed to.</param>
/// <param name="Controller">Who was responsible under that policy; null where the operator gave no name.</param>
/// <param name="GivenAt">When.</param>
/// <param name="WithdrawnAt">When it was taken back; null while it was not.</param>
/// <param name="Guardian">Whether somebody said that they are the child's parent or guardian.</param>
internal sealed record Consent(string Purpose, PolicyTag Policy, string? Controller, DateTimeOffset GivenAt, DateTimeOffset? WithdrawnAt, bool Guardian)
{
    /// <summary>Whether it allows anything under this policy.</summary>
    public bool Holds(PolicyState policy) => WithdrawnAt is null && policy.Covers(Policy);
}
