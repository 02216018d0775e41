using IdPhoto.Composing;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Networks;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>Makes a document's photo from a portrait.</summary>
public static class IdPhotoMaker
{
    /// <summary>A second face this large beside the main one leaves open whose photo this is.</summary>
    private const double RivalFace = 0.5;

    /// <summary>The networks see this much around the page, in page widths.</summary>
    private const double Surroundings = 0.12;

    /// <summary>Makes the photo.</summary>
    /// <param name="networks">Runs the networks.</param>
    /// <param name="portrait">A portrait with at least one face.</param>
    /// <param name="spec">The document.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="PhotoException">The portrait cannot become this photo; the code tells why.</exception>
    public static async ValueTask<MadePhoto> MakeAsync(
        INetworks networks, Portrait portrait, PhotoSpec spec, MakeOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(portrait);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(options);
        HeadMeasure head = TheHead(portrait, options.Force);
        PageGeometry page = spec.Resolve(options.Dpi);
        Colour? background = options.KeepBackground ? null : options.Background ?? spec.Background.Default.Colour;
        if (background is null)
            return Kept(portrait, head, page, options);
        return await ReplacedAsync(networks, portrait, head, page, background.Value, options, cancel).ConfigureAwait(false);
    }

    private static HeadMeasure TheHead(Portrait portrait, bool force)
    {
        if (portrait.Faces.Count == 0)
            throw new PhotoException(Refusals.NoFace, "No face was found in this picture. Use a photo taken from the front, with the whole face lit and in view.");
        double main = portrait.Heads[0].InterEyeDistance;
        int rivals = portrait.Faces.Count(face => face.Mesh.LeftEye.DistanceTo(face.Mesh.RightEye) >= RivalFace * main);
        if (rivals > 1 && !force)
            throw new PhotoException(Refusals.SeveralFaces, $"{rivals} faces of similar size were found. An ID photo shows one person alone: crop the picture to one, or take another.");
        return portrait.Heads[0];
    }

    private static MadePhoto Kept(Portrait portrait, HeadMeasure head, PageGeometry page, MakeOptions options)
    {
        Placement placement = Framer.Place(head, portrait.Picture.Size, page, new FramingOptions { Force = options.Force, Level = options.Level });
        return Result(Composer.KeepBackground(portrait.Picture, placement), portrait, head, page, placement, null);
    }

    private static async ValueTask<MadePhoto> ReplacedAsync(
        INetworks networks, Portrait portrait, HeadMeasure head, PageGeometry page, Colour background, MakeOptions options, CancellationToken cancel)
    {
        FramingOptions free = new() { Force = options.Force, Level = options.Level, MayExceedLeft = true, MayExceedRight = true, MayExceedTop = true };
        Placement rough = Framer.Place(head, portrait.Picture.Size, page, free);
        PersonScene scene = await SceneReader.ReadAsync(
            networks, portrait.Working, portrait.WorkingFaces, Around(rough, portrait), options.Scene, cancel).ConfigureAwait(false);
        Placement placement = Framer.Place(head, portrait.Picture.Size, page, free with
        {
            MayExceedLeft = !EdgeTouch.Left(scene),
            MayExceedRight = !EdgeTouch.Right(scene, portrait.Working.Size),
            MayExceedTop = !EdgeTouch.Top(scene),
        });
        cancel.ThrowIfCancellationRequested();
        Picture picture = Composer.ReplaceBackground(portrait.Picture, placement, scene, portrait.WorkingScale, background);
        return Result(picture, portrait, head, page, placement, background);
    }

    /// <summary>The page and its surroundings, in pixels of the working copy.</summary>
    private static Box Around(Placement placement, Portrait portrait)
    {
        double w = placement.Size.Width, h = placement.Size.Height, m = Surroundings * w;
        Point[] corners = [.. new Point[] { new(-m, -m), new(w + m, -m), new(w + m, h + m), new(-m, h + m) }
            .Select(corner => placement.TargetToSource.Apply(corner) * portrait.WorkingScale)];
        double left = corners.Min(p => p.X), top = corners.Min(p => p.Y);
        return new Box(left, top, corners.Max(p => p.X) - left, corners.Max(p => p.Y) - top)
            .Intersect(new Box(0, 0, portrait.Working.Width, portrait.Working.Height));
    }

    private static MadePhoto Result(Picture picture, Portrait portrait, HeadMeasure head, PageGeometry page, Placement placement, Colour? background) => new()
    {
        Picture = picture,
        Page = page,
        Placement = placement,
        SourceHead = head,
        Head = head.Mapped(placement.TargetToSource.Inverse()),
        Background = background,
        Edits = EditLedger.Of(portrait, placement, background),
    };
}
