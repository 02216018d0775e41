using IdPhoto.Heads;

namespace IdPhoto.Framing;

/// <summary>Where hair would be cut, the crown is taken to lie as little higher as keeps it, within what is not known of the crown: the head comes out smaller.</summary>
internal static class CrownDoubt
{
    /// <summary>Of the crown's standard deviation. The check calls a head too close to tell up to here, and broken from twice as much on.</summary>
    private const double Most = 1;

    /// <summary>Of the distance from eyes to chin: hair that ends so far inside is seen to be whole on the finished photo.</summary>
    private const double Room = 1.2 * HeadMeter.EdgeError;

    private const int Coarse = 8, Fine = 16;

    /// <summary>The problem that is to be solved.</summary>
    /// <param name="measured">With the crown where it was measured.</param>
    /// <param name="allowed">Solves one.</param>
    /// <returns>The same where all hair fits, or where no doubt of the crown makes it fit.</returns>
    public static FramingProblem Settled(FramingProblem measured, Func<FramingProblem, FeasibleSet> allowed)
    {
        double doubt = Most * measured.Head.Head.CrownUncertainty;
        if (doubt == 0 || Keeps(measured, 0, allowed) is not false)
            return measured;
        return Higher(measured, doubt, Room, allowed) ?? Higher(measured, doubt, 0, allowed) ?? measured;
    }

    // Not each rule is eased by a higher crown, so that the most of it need not be the best.
    private static FramingProblem? Higher(FramingProblem measured, double doubt, double room, Func<FramingProblem, FeasibleSet> allowed)
    {
        FramingProblem At(double share) => measured.WithCrownHigher(share * doubt);
        for (int i = 1; i <= Coarse; i++)
        {
            double held = (double)i / Coarse, missed = (double)(i - 1) / Coarse;
            if (Keeps(At(held), room, allowed) is not true)
                continue;
            for (int j = 0; j < Fine; j++)
            {
                double middle = (held + missed) / 2;
                (held, missed) = Keeps(At(middle), room, allowed) is true ? (middle, missed) : (held, middle);
            }
            return At(held);
        }
        return null;
    }

    // Null where it is refused for another reason.
    private static bool? Keeps(FramingProblem problem, double room, Func<FramingProblem, FeasibleSet> allowed)
    {
        PageRule hair = problem.SoftRules.First(rule => rule.Name == FramingRules.HairInside);
        try
        {
            return allowed(problem).TryAdd((hair with { Length = hair.Length - new Linear(0, 0, 0, room * problem.Head.ChinDown) }).Constraints());
        }
        catch (PhotoException)
        {
            return null;
        }
    }
}
