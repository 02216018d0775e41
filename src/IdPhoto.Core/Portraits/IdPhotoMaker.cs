using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Faces;
using IdPhoto.Heads;
using IdPhoto.Matting;
using IdPhoto.Messages;
using IdPhoto.Networks;
using IdPhoto.Persons;

namespace IdPhoto.Portraits;

/// <summary>Makes documents' photos from a portrait.</summary>
public static class IdPhotoMaker
{
    /// <summary>A second face this large beside the main one leaves open whose photo this is.</summary>
    private const double RivalFace = 0.5;

    /// <summary>Makes a document's photo.</summary>
    /// <param name="networks">Runs the networks.</param>
    /// <param name="portrait">A portrait with at least one face.</param>
    /// <param name="spec">The document.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="PhotoException">The portrait cannot become this photo; the code tells why.</exception>
    public static async ValueTask<MadePhoto> MakeAsync(
        INetworks networks, Portrait portrait, PhotoSpec spec, MakeOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        IReadOnlyList<PreparedPage> pages = await PrepareAsync(networks, portrait, [spec], options, cancel).ConfigureAwait(false);
        return pages[0].Compose(cancel);
    }

    /// <summary>Does for several documents at once what they share: the person is looked for and cut out a single time.</summary>
    /// <param name="networks">Runs the networks.</param>
    /// <param name="portrait">A portrait.</param>
    /// <param name="specs">The documents.</param>
    /// <param name="options">What was asked for, the same for each.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <returns>A page for each document, in their order; one that cannot be made is refused when it is composed.</returns>
    public static ValueTask<IReadOnlyList<PreparedPage>> PrepareAsync(
        INetworks networks, Portrait portrait, IReadOnlyList<PhotoSpec> specs, MakeOptions options, CancellationToken cancel = default)
        => PrepareAsync(networks, portrait, specs, options, new PersonMemory(), cancel);

    /// <summary>Likewise, and remembers the person for the next call.</summary>
    internal static async ValueTask<IReadOnlyList<PreparedPage>> PrepareAsync(
        INetworks networks, Portrait portrait, IReadOnlyList<PhotoSpec> specs, MakeOptions options, PersonMemory memory, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(portrait);
        ArgumentNullException.ThrowIfNull(specs);
        ArgumentNullException.ThrowIfNull(options);
        Outcome<HeadMeasure> head = Outcome.Of(() => TheHead(portrait, options));
        Outcome<PlannedPage>[] planned = [.. specs.Select(spec => head.Then(measured => PlannedPage.Of(portrait, measured, spec, options)))];
        IReadOnlyList<Outcome<ReadyPage>> ready = await PageCutter.CutAsync(networks, portrait, planned, options.Scene, memory, cancel).ConfigureAwait(false);
        return [.. specs.Zip(ready, (spec, page) => new PreparedPage(spec, page))];
    }

    /// <summary>The person cut out around a document's page, to correct the page by hand on.</summary>
    internal static async ValueTask<EditorLayer> LayerAsync(
        INetworks networks, Portrait portrait, PhotoSpec spec, MakeOptions options, PersonMemory memory, CancellationToken cancel)
    {
        PlannedPage planned = PlannedPage.Of(portrait, TheHead(portrait, options), spec, options);
        if (planned is not UnplacedPage page)
            return EditorLayer.Uncut(portrait.Pixels, ((KeptPage)planned).Place.Page);
        Outcome<PersonScene> scene = await PageCutter.ReadAsync(networks, portrait, [page], options.Scene, memory, cancel).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        return EditorLayer.Of(portrait, page.Place(scene.OrThrow()).Placement, scene.OrThrow());
    }

    /// <summary>How many faces are large enough to be the one that is meant: 1 where that is clear, 0 without any.</summary>
    /// <param name="faces">The largest first.</param>
    internal static int Rivals(IReadOnlyList<FoundFace> faces)
        => faces.Count(face => face.Mesh.LeftEye.DistanceTo(face.Mesh.RightEye) >= RivalFace * faces[0].Mesh.LeftEye.DistanceTo(faces[0].Mesh.RightEye));

    private static HeadMeasure TheHead(Portrait portrait, MakeOptions options)
    {
        if (portrait.Faces.Count == 0)
            throw new PhotoException(Refusals.NoFace, Message.Of("portraits.no-face"));
        int rivals = Rivals(portrait.Faces);
        if (rivals > 1 && !options.Force)
            throw new PhotoException(Refusals.SeveralFaces, Message.Of("portraits.several-faces", ("count", rivals)));
        BrushStroke.RequireUsable(options.Strokes, portrait.Pixels.Size);
        return options.Marks is { } marks ? portrait.Heads[0].Marked(marks, portrait.Pixels.Size) : portrait.Heads[0];
    }
}
