using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.View;
using IdPhoto.Decoding;
using IdPhoto.Portraits;

namespace IdPhoto.Compliance;

/// <summary>What was measured on a portrait, before any document is asked: so that several documents share it.</summary>
public sealed class FaceMeasurements
{
    private FaceMeasurements(Portrait portrait, PictureHeader? header, HeadView? view, FaceLook? look)
        => (Portrait, Header, View, Look) = (portrait, header, view, look);

    /// <summary>The portrait.</summary>
    public Portrait Portrait { get; }

    /// <summary>What its file declared; null where that is not known.</summary>
    public PictureHeader? Header { get; }

    /// <summary>The head at one scale; null without a face.</summary>
    internal HeadView? View { get; }

    /// <summary>All measures but those of the background, which depend on the page.</summary>
    internal FaceLook? Look { get; }

    /// <summary>Measures a portrait's main head.</summary>
    /// <param name="portrait">As <see cref="PortraitReader"/> returns it, with the main head measured; may be without a face.</param>
    /// <param name="header">What its file declared, for the rules on compression; null skips them.</param>
    /// <exception cref="ArgumentException">The portrait has faces, but no head was measured.</exception>
    public static FaceMeasurements Of(Portrait portrait, PictureHeader? header = null)
    {
        ArgumentNullException.ThrowIfNull(portrait);
        if (portrait.Faces.Count == 0)
            return new FaceMeasurements(portrait, header, null, null);
        if (portrait.Heads.Count == 0 || portrait.HeadMap is null)
            throw new ArgumentException("The portrait's main head has not been measured.", nameof(portrait));
        HeadView view = HeadView.Of(portrait);
        return new FaceMeasurements(portrait, header, view, FaceLook.Of(portrait, view, BlockOrigin.Of(portrait, header)));
    }
}
