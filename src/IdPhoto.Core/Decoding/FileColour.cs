namespace IdPhoto.Decoding;

/// <summary>The one declaration of colour that counts of all that a file makes.</summary>
internal sealed class FileColour
{
    private readonly StatedColour? _stated;

    private FileColour(IccProfile? profile, StatedColour? stated)
    {
        Profile = profile;
        _stated = stated;
        Curves = profile is null ? stated?.Curves() : profile.IsSrgb() ? null : profile.Curves();
    }

    /// <summary>The profile, where it is what counts.</summary>
    public IccProfile? Profile { get; }

    /// <summary>The conversion to sRGB by curves and a matrix; null where there is none, or no such simple one.</summary>
    public ColourCurves? Curves { get; }

    /// <summary>Whether only a colour engine can convert what the profile says.</summary>
    public bool NeedsEngine => Profile is not null && Curves is null && !Profile.IsSrgb();

    /// <summary>In words of ours: see <see cref="ColourSpaceName"/>.</summary>
    public string Name => Profile is null ? _stated?.Name ?? ColourSpaceName.Srgb : ColourSpaceName.Of(Profile, null);

    /// <param name="header">What the file says without a profile.</param>
    /// <param name="profile">The profile that it carries, if it fits the pixels.</param>
    public static FileColour Of(PictureHeader header, IccProfile? profile)
        => profile is null || header.Stated is { OutranksProfile: true } ? new(null, header.Stated) : new(profile, null);
}
