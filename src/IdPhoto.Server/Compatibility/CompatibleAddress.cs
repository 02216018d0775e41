using IdPhoto.Messages;
using IdPhoto.Server.Compatibility.Endpoints;

namespace IdPhoto.Server.Compatibility;

/// <summary>One of the seven addresses of HivisionIDPhotos v1.</summary>
/// <param name="Path">At the root.</param>
/// <param name="Operation">For the metrics.</param>
/// <param name="Read">Reads its fields.</param>
internal sealed record CompatibleAddress(string Path, string Operation, ReadFields Read)
{
    public static readonly IReadOnlyList<CompatibleAddress> All =
    [
        new("/idphoto", "hivision-idphoto", IdPhotos.Make),
        new("/human_matting", "hivision-human-matting", HumanMatting.Read),
        new("/add_background", "hivision-add-background", AddBackground.Read),
        new("/generate_layout_photos", "hivision-layout", LayoutPhotos.Read),
        new("/watermark", "hivision-watermark", Watermarks.Read) { RefusesWithStatus200 = true },
        new("/set_kb", "hivision-set-kb", SetKilobytes.Read) { RefusesWithStatus200 = true, HidesError = true },
        new("/idphoto_crop", "hivision-idphoto-crop", IdPhotos.Crop),
    ];

    /// <summary>Whether it answers any fault of the picture with status 200 and 'status' false.</summary>
    private bool RefusesWithStatus200 { get; init; }

    /// <summary>Whether clients know its error as an empty object.</summary>
    private bool HidesError { get; init; }

    /// <summary>The answer with status 200 for what cannot be made; null where it is told by another status.</summary>
    public Reply? Refuse(PhotoException refusal, CompatibilityMode mode)
    {
        bool isReadable = refusal.Code is Refusals.NoFace or Refusals.SeveralFaces or Refusals.NoPerson or Refusals.FileSizeUnreachable or CompatibilityCodes.TransparencyNeeded;
        if (!isReadable && (!RefusesWithStatus200 || refusal.Code is Refusals.FileTooLarge or Refusals.ModelMissing))
            return null;
        return Reply.Refused(refusal) with { HidesError = HidesError && mode == CompatibilityMode.Strict, Faces = Faces(refusal) };
    }

    private static int? Faces(PhotoException refusal) => refusal.Code switch
    {
        Refusals.NoFace => 0,
        Refusals.SeveralFaces => refusal.Said.Find("count") is CountArgument count ? (int)count.Value : null,
        _ => null,
    };
}
