using IdPhoto.Browser.Requests;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Studio.Reports;

namespace IdPhoto.App.Journey;

/// <summary>Where a document's page lies in the open picture: worked out on the page's own thread, by the same functions as the engine's.</summary>
internal static class PagePlace
{
    /// <summary>The page as a person wants it; null where there is no face.</summary>
    /// <param name="spec">The document.</param>
    /// <param name="found">What the engine found.</param>
    /// <param name="edits">The person's wishes.</param>
    /// <param name="made">Where the engine has laid it before: it knows which edges the person touches.</param>
    public static (Placement Page, HeadMeasure Head)? Of(PhotoSpec spec, Analysis found, PageEdits edits, PlacementLine? made)
    {
        if (found.Faces.Count == 0)
            return null;
        PixelSize picture = new(found.Width, found.Height);
        HeadMeasure head = HeadOf(found.Faces[0]);
        try
        {
            HeadMeasure marked = head.Marked(MarksOf(edits), picture);
            FramingOptions options = Options(spec, edits, made);
            PageGeometry page = spec.Resolve();
            Placement placed = Framer.Place(marked, picture, page, options);
            if (!edits.Mirror)
                return (Framer.Adjust(placed, edits.Adjustment, marked, picture, page, options), marked);
            return (Framer.Adjust(placed, edits.Adjustment.Mirrored(), marked, picture, page, options).Mirrored(), marked);
        }
        catch (PhotoException)
        {
            // A mark that makes no head of it: the page stays as it was without marks.
            return edits.Marks.Count == 0 ? null : Of(spec, found, edits with { Marks = new Dictionary<string, Point>() }, made);
        }
    }

    /// <summary>A head from its report.</summary>
    public static HeadMeasure HeadOf(FaceLine face) => new(
        At(face.Crown), face.CrownUncertainty, At(face.HeadTop), face.HeadTopCut, At(face.Chin), At(face.LeftEye), At(face.RightEye),
        At(face.LeftIris), At(face.RightIris), face.HeadWidth, new HeadPose(face.Pose.Yaw, face.Pose.Pitch, face.Pose.Roll));

    private static Point At(PointLine line) => new(line.X, line.Y);

    private static HeadMarks MarksOf(PageEdits edits) => new()
    {
        Crown = Mark(edits, "crown"),
        HeadTop = Mark(edits, "headTop"),
        Chin = Mark(edits, "chin"),
        LeftEye = Mark(edits, "leftEye"),
        RightEye = Mark(edits, "rightEye"),
    };

    private static Point? Mark(PageEdits edits, string name) => edits.Marks.TryGetValue(name, out Point at) ? at : null;

    private static FramingOptions Options(PhotoSpec spec, PageEdits edits, PlacementLine? made)
    {
        bool replaced = edits.Background is not null;
        return new FramingOptions
        {
            Force = true,
            Level = spec.Edit.Permitted >= EditLevel.Background || edits.Insists,
            MayExceedLeft = replaced && (made?.MayExceedLeft ?? true),
            MayExceedTop = replaced && (made?.MayExceedTop ?? true),
            MayExceedRight = replaced && (made?.MayExceedRight ?? true),
        };
    }
}
