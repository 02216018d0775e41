using IdPhoto.Faces;
using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Steps of the fusion that keep, remove or fill whole connected components.</summary>
internal static class ComponentSteps
{
    /// <summary>Keeps the components of whoever is cut out, and counts the people.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.NoPerson"/>.</exception>
    public static (bool[] Mask, int People) KeepPeople(bool[] mask, FusionEvidence evidence, People people, FusionLimits limits)
    {
        bool[] main = KeepMainParts(mask, evidence, limits);
        if (people == People.Main || evidence.Face is null)
            return (main, 1);
        ConnectedComponents parts = ConnectedComponents.Of(evidence.Grid, mask);
        int own = PartOfFace(parts, evidence.Face, evidence);
        int[] seen = [.. evidence.Companions.Select(face => VotedFor(parts, face, evidence)).Where(part => part > 0)];
        int[] hidden = [.. Enumerable.Range(1, parts.Count).Where(k => k != own && !seen.Contains(k) && IsCompanion(parts, k, own, evidence, limits))];
        HashSet<int> kept = [own, .. seen, .. hidden];
        return ([.. parts.Labels.Select(kept.Contains)], 1 + seen.Length + hidden.Length);
    }

    /// <summary>Keeps the component of the main face; without a face, the most visible one and limbs cut off from it.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.NoPerson"/>.</exception>
    public static bool[] KeepMainParts(bool[] mask, FusionEvidence evidence, FusionLimits limits)
    {
        ConnectedComponents parts = ConnectedComponents.Of(evidence.Grid, mask);
        if (parts.Count == 0)
            throw NoPerson();
        if (evidence.Face is { } face)
        {
            int own = PartOfFace(parts, face, evidence);
            return Where(parts.Labels, own);
        }
        double[] seen = Sums(parts, i => evidence.Salient.Values[i]);
        int main = Enumerable.Range(1, parts.Count).MaxBy(k => (limits.AreaWeight * parts.Areas[k]) + seen[k]);
        if (!LooksLikeAPerson(parts, main, evidence, limits))
            throw NoPerson();
        return [.. parts.Labels.Select(k => k != 0 && (k == main || IsSecondPart(parts, seen, k, main, limits)))];
    }

    /// <summary>
    /// Removes what IS-Net alone sees beside the person (a chair, a frame), unless the person network has at least
    /// a suspicion, or it hangs from the hair (a braid).
    /// </summary>
    public static bool[] RemoveThings(bool[] mask, FusionEvidence evidence, FusionLimits limits)
    {
        if (evidence.PersonAlone)
            return mask;
        bool[] unconfirmed = new bool[mask.Length];
        for (int i = 0; i < mask.Length; i++)
            unconfirmed[i] = mask[i] && evidence.Person.Values[i] < limits.NoPerson;
        ConnectedComponents parts = ConnectedComponents.Of(evidence.Grid, unconfirmed);
        double[] suspicion = Sums(parts, i => evidence.Person.Values[i]);
        double[] hair = Sums(parts, i => Touches(i, mask, unconfirmed, evidence.Grid) ? evidence.Hair.Values[i] + HairBeside(i, evidence, limits) : 0);
        int person = mask.AsSpan().Count(true);
        bool[] result = [.. mask];
        for (int i = 0; i < result.Length; i++)
        {
            int k = parts.Labels[i];
            if (k != 0 && parts.Areas[k] > limits.LeastThing * person && suspicion[k] < limits.ThingSuspicion * parts.Areas[k] && hair[k] < limits.HairContact)
                result[i] = false;
        }
        return result;
    }

    /// <summary>Fills enclosed holes unless they show the background through crooked arms.</summary>
    public static bool[] FillHoles(bool[] mask, FusionEvidence evidence, FusionLimits limits)
    {
        ConnectedComponents holes = ConnectedComponents.Of(evidence.Grid, Not(mask));
        bool[] enclosed = [false, .. Enumerable.Range(1, holes.Count).Select(k => !holes.TouchesEdge(k, evidence.Grid))];
        double[] seen = Sums(holes, enclosed, i => Math.Max(evidence.Salient.Values[i], evidence.Person.Values[i]));
        double[] background = Sums(holes, enclosed, i => evidence.Background.Evenness[i] is not 0 and float even ? even * evidence.Match(i, limits) : 0);
        bool[] result = [.. mask];
        for (int i = 0; i < result.Length; i++)
        {
            int k = holes.Labels[i];
            if (enclosed[k] && seen[k] > limits.HoleSuspicion * holes.Areas[k] && background[k] < limits.HoleBackground * holes.Areas[k])
                result[i] = true;
        }
        return result;
    }

    private static PhotoException NoPerson()
        => new(Refusals.NoPerson, Message.Of("portraits.no-person"));

    // Large enough, a person to the person network, not to it alone, and with some hair or skin.
    private static bool LooksLikeAPerson(ConnectedComponents parts, int main, FusionEvidence evidence, FusionLimits limits)
    {
        double flesh = Sums(parts, i => Math.Max(evidence.Hair.Values[i], evidence.Skin!.Values[i]))[main];
        double person = Sums(parts, i => evidence.Person.Values[i])[main];
        double agreed = Sums(parts, i => Math.Min(evidence.Salient.Values[i], evidence.Person.Values[i]))[main];
        double area = parts.Areas[main];
        return area > limits.LeastArea * evidence.Grid.Area && agreed > limits.LeastAgreement * area && person > limits.LeastPerson * area && flesh > limits.LeastFlesh * area;
    }

    private static bool IsSecondPart(ConnectedComponents parts, double[] seen, int k, int main, FusionLimits limits)
        => parts.Areas[k] >= limits.SecondPartArea * parts.Areas[main] && seen[k] >= limits.SecondPartSeen * parts.Areas[k];

    // Somebody who looks away: as large as a person beside the main one must be, seen by both networks, and with hair on their head.
    private static bool IsCompanion(ConnectedComponents parts, int k, int own, FusionEvidence evidence, FusionLimits limits)
        => parts.Areas[k] >= limits.CompanionArea * parts.Areas[own] && LooksLikeAPerson(parts, k, evidence, limits)
            && Sums(parts, i => evidence.Hair.Values[i])[k] >= limits.CompanionHair * FaceSquare(evidence)
            && Sums(parts, i => Math.Min(evidence.Salient.Values[i], evidence.Person.Values[i]))[k] >= limits.CompanionSeen * parts.Areas[k];

    // T squared (eyes to chin), in pixels of the grid.
    private static double FaceSquare(FusionEvidence evidence)
    {
        double t = evidence.Face!.EyeMidpoint.DistanceTo(evidence.Face.Chin);
        return t * t * evidence.Grid.Area / evidence.Region.Area;
    }

    private static int PartOfFace(ConnectedComponents parts, FaceMesh face, FusionEvidence evidence)
        => VotedFor(parts, face, evidence) is > 0 and int part ? part : Enumerable.Range(1, parts.Count).MaxBy(k => parts.Areas[k]);

    // The component that most points of a face lie in; 0 for none.
    private static int VotedFor(ConnectedComponents parts, FaceMesh face, FusionEvidence evidence)
    {
        int[] votes = new int[parts.Count + 1];
        foreach (Point point in face.Points)
            if (evidence.ToGrid(point) is >= 0 and int i)
                votes[parts.Labels[i]]++;
        votes[0] = 0;
        int best = Array.IndexOf(votes, votes.Max());
        return votes[best] > 0 ? best : 0;
    }

    private static bool Touches(int i, bool[] mask, bool[] unconfirmed, PixelSize grid)
    {
        int x = i % grid.Width, y = i / grid.Width;
        bool IsConfirmed(int at) => mask[at] && !unconfirmed[at];
        return (x > 0 && IsConfirmed(i - 1)) || (x < grid.Width - 1 && IsConfirmed(i + 1))
            || (y > 0 && IsConfirmed(i - grid.Width)) || (y < grid.Height - 1 && IsConfirmed(i + grid.Width));
    }

    private static float HairBeside(int i, FusionEvidence evidence, FusionLimits limits)
    {
        (int width, int height, int reach) = (evidence.Grid.Width, evidence.Grid.Height, limits.HairReach);
        int x = i % width, y = i / width;
        float hair = 0;
        for (int dy = -reach; dy <= reach; dy += reach)
            for (int dx = -reach; dx <= reach; dx += reach)
                hair = Math.Max(hair, evidence.Hair[Math.Clamp(x + dx, 0, width - 1), Math.Clamp(y + dy, 0, height - 1)]);
        return hair > limits.HairBeside ? 1 : 0;
    }

    private static bool[] Where(int[] labels, int label)
    {
        bool[] where = new bool[labels.Length];
        for (int i = 0; i < where.Length; i++)
            where[i] = labels[i] == label;
        return where;
    }

    private static bool[] Not(bool[] mask)
    {
        bool[] not = new bool[mask.Length];
        for (int i = 0; i < not.Length; i++)
            not[i] = !mask[i];
        return not;
    }

    private static double[] Sums(ConnectedComponents parts, Func<int, float> value)
        => Sums(parts, [false, .. Enumerable.Repeat(true, parts.Count)], value);

    // Per component that is wanted; the others stay 0.
    private static double[] Sums(ConnectedComponents parts, bool[] wanted, Func<int, float> value)
    {
        double[] sums = new double[parts.Count + 1];
        int[] labels = parts.Labels;
        for (int i = 0; i < labels.Length; i++)
            if (wanted[labels[i]])
                sums[labels[i]] += value(i);
        return sums;
    }
}
