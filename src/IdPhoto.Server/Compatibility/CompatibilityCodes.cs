namespace IdPhoto.Server.Compatibility;

/// <summary>The codes that only these addresses answer, beside those of <see cref="Refusals"/> and of the server.</summary>
internal static class CompatibilityCodes
{
    /// <summary>The address takes pictures with transparency, and this one has none.</summary>
    public const string TransparencyNeeded = "transparency-needed";

    /// <summary>The font has no letters for this text.</summary>
    public const string TextNotDrawable = "text-not-drawable";
}
