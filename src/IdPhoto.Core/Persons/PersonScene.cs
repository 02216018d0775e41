using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Where the person is, or the people are, as the networks together see it, before any matting. All planes share one grid over <see cref="Region"/>.</summary>
/// <param name="Region">The part of the picture that was looked at, in its pixels; nothing of the person is outside.</param>
/// <param name="Person">1 where the person is, 0 elsewhere: holes closed unless a wall shows through them, other people and phantoms gone; 0.5 is the outline.</param>
/// <param name="Likelihood">Per pixel how opaque the person is, 0..1: soft at hair.</param>
/// <param name="Certain">Per pixel, 1 where both networks are sure and agree, falling to 0 where they do not.</param>
/// <param name="Hair">Hair, 0..1.</param>
public sealed record PersonScene(Box Region, Plane Person, Plane Likelihood, Plane Certain, Plane Hair)
{
    /// <summary>How many people it shows, as far as they can be told apart; from 1.</summary>
    public int People { get; init; } = 1;

    /// <summary>Whether somebody who is not cut out touches whoever is: the outline between the two is a guess.</summary>
    public bool IsDivided { get; init; }
}
