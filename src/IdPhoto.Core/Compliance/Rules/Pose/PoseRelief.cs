namespace IdPhoto.Compliance.Rules;

/// <summary>How much further small children may turn and nod.</summary>
internal static class PoseRelief
{
    /// <summary>BSI TR-03121-3 allows looser poses below six years without a number; twice the room is ours.</summary>
    public static AgeRelief OfSmallChildren { get; } = new(Below: 6, Ease: 2);
}
