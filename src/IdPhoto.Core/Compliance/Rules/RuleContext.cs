using IdPhoto.Compliance.View;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Compliance.Rules;

/// <summary>All that the rules may look at.</summary>
internal sealed record RuleContext
{
    public required Portrait Portrait { get; init; }

    public required PhotoSpec Spec { get; init; }

    public required PageGeometry Page { get; init; }

    public required CheckOptions Options { get; init; }

    /// <summary>Whether the picture is the finished photo.</summary>
    public required bool Finished { get; init; }

    /// <summary>From page pixels to those of the picture: the identity, scaled, for a finished photo.</summary>
    public required AffineMap PageToPicture { get; init; }

    /// <summary>Why the page could not be placed without breaking a rule; null for none.</summary>
    public PhotoException? Refusal { get; init; }

    /// <summary>Whether the page can be placed once the background is replaced.</summary>
    public bool FitsWithNewBackground { get; init; }

    /// <summary>What making the photo would do, when nothing special is asked for.</summary>
    public required EditPlan Plan { get; init; }

    public required HeadView View { get; init; }

    public required FaceLook Look { get; init; }

    /// <summary>The head with the places that a person has set by hand; null where they are as measured.</summary>
    public HeadMeasure? Marked { get; init; }

    public HeadMeasure Head => Marked ?? Portrait.Heads[0];

    /// <summary>The head in page pixels.</summary>
    public HeadMeasure HeadOnPage => Head.Mapped(PageToPicture.Inverse());

    /// <summary>Distance between the eyes in the picture's pixels as it would be from the front.</summary>
    public double FrontalEyeDistance => Head.InterEyeDistance / Math.Max(0.5, Math.Cos(Head.Pose.Yaw * Math.PI / 180));

    /// <summary>Whether the person is known to be younger.</summary>
    public bool Younger(AgeRelief relief) => Options.AgeYears < relief.Below;
}
