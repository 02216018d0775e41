using System.Text.Json.Serialization;

namespace IdPhoto.Documents;

/// <summary>What is handed in beside the photo.</summary>
[JsonConverter(typeof(CamelCaseWords<CompanionKind>))]
public enum CompanionKind
{
    /// <summary>A picture of the signature.</summary>
    Signature,

    /// <summary>A picture of a thumb's print.</summary>
    Thumbprint,

    /// <summary>A picture of a declaration in the applicant's handwriting.</summary>
    Declaration,

    /// <summary>A photo that the portal takes with the camera while the form is filled in.</summary>
    LivePhoto,

    /// <summary>Another photo of the same person, such as one in another size.</summary>
    SecondPhoto,

    /// <summary>The photographer's name and address, a receipt or a code.</summary>
    Photographer,

    /// <summary>A name, a date or a number that is written on the photo's back or on its front.</summary>
    Writing,

    /// <summary>A guarantor's signature on the photo.</summary>
    Guarantor,
}

/// <summary>Something that is handed in beside the photo. It is named here for a person to prepare, and not made here.</summary>
public sealed record Companion
{
    /// <summary>What it is.</summary>
    public required CompanionKind Kind { get; init; }

    /// <summary>Its size in pixels, of which the width and height are one that is accepted; null where nothing was read.</summary>
    public PixelRule? Pixels { get; init; }

    /// <summary>Its file; null where nothing was read.</summary>
    public FileRule? File { get; init; }

    /// <summary>More, in words of ours to show; null for none.</summary>
    public string? Note { get; init; }
}
