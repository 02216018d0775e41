using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Edits;

/// <summary>What will be done to a photo, once its document's edit policy and what was asked for are weighed.</summary>
/// <param name="Background">The new background; null keeps the picture's own.</param>
/// <param name="Level">Whether the head is turned level.</param>
/// <param name="Permitted">The most that the document's authority permits.</param>
/// <param name="Overrides">Whether this goes beyond what is permitted, because <see cref="EditRequest.AllowEdits"/> was set.</param>
public sealed record EditPlan(Colour? Background, bool Level, EditLevel Permitted, bool Overrides)
{
    /// <summary>Weighs a document against a request. Cheap: it needs no photo.</summary>
    /// <param name="spec">The document.</param>
    /// <param name="request">What was asked for.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.EditForbidden"/>: a background was asked for, or a mirrored photo, that the authority forbids.</exception>
    public static EditPlan Of(PhotoSpec spec, EditRequest request)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(request);
        bool permitted = spec.Edit.Permitted >= EditLevel.Background;
        bool may = permitted || request.AllowEdits;
        bool asked = request.Background is not null || request.Transparent || request.AllowEdits;
        if (asked && !request.KeepBackground && !may)
            throw Forbidden(spec);
        if (request.Mirror && !may)
            throw MirrorForbidden(spec);
        return new EditPlan(
            NeedsPerson(spec, request) ? BackgroundFor(spec, request) : null,
            request.Level && may, spec.Edit.Permitted, Overrides: !permitted && request.AllowEdits);
    }

    // A transparent photo is looked at on white, as files with transparency are read.
    private static Colour BackgroundFor(PhotoSpec spec, EditRequest request)
        => request.Transparent ? new Colour(255, 255, 255) : request.Background ?? spec.Background.Default.Colour;

    /// <summary>Whether the person must be cut out; false also where the request will be refused.</summary>
    /// <param name="spec">The document.</param>
    /// <param name="request">What was asked for.</param>
    public static bool NeedsPerson(PhotoSpec spec, EditRequest request)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(request);
        bool permitted = spec.Edit.Permitted >= EditLevel.Background || request.AllowEdits;
        return permitted && !request.KeepBackground && (request.Background is not null || request.Transparent || request.AllowEdits || spec.Edit.Unasked >= EditLevel.Background);
    }

    /// <summary>Whether the photo may be turned, by the eyes or by hand.</summary>
    public bool MayTurn => Permitted >= EditLevel.Background || Overrides;

    internal static PhotoException TurnForbidden(PhotoSpec spec) => new(Refusals.EditForbidden, spec.Warning is string warning
        ? Message.Of("edits.turn-forbidden", ("warning", warning))
        : Message.Of("edits.turn-not-permitted"));

    // Nothing shows that a picture was taken mirrored: the authority would be handed a face that is the wrong way round.
    private static PhotoException MirrorForbidden(PhotoSpec spec) => new(Refusals.EditForbidden, spec.Warning is string warning
        ? Message.Of("edits.mirror-forbidden", ("warning", warning))
        : Message.Of("edits.mirror-not-permitted"));

    private static PhotoException Forbidden(PhotoSpec spec) => new(Refusals.EditForbidden, spec.Edit.OnBackground != EditRule.NotSeen && spec.Warning is string warning
        ? Message.Of("edits.background-forbidden", ("warning", warning))
        : Message.Of("edits.background-not-permitted"));
}
