using IdPhoto.Decoding;
using IdPhoto.Faces;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Server.Compatibility.Cropping;

namespace IdPhoto.Server.Compatibility.Endpoints;

/// <summary>/idphoto and /idphoto_crop: a head and shoulders without background, at the size of a photo and larger.</summary>
internal static class IdPhotos
{
    private const string Whitening = "whitening_strength";

    private const int MostTone = 1000;

    private static readonly string[] Tones = [Whitening, "brightness_strength", "contrast_strength", "sharpen_strength", "saturation_strength"];

    /// <summary>/idphoto: from any portrait.</summary>
    public static PictureJob Make(FormFields fields, CompatibilityMode mode)
    {
        PhotoCrop crop = PhotoCrop.Read(fields);
        bool levels = fields.Flag("face_align") ?? fields.Flag("face_alignment") ?? false;
        string[] ignored = [.. Tones.Where(name => Tone(fields, name) is not null)];
        return async (desk, sent, cancel) =>
        {
            Portrait portrait = await desk.PortraitAsync(desk.Open(sent, cancel), cancel) with { QuarterTurns = 0 };
            FaceMesh face = OnlyFace(portrait);
            CutoutPicture person = CutoutPicture.Of(await desk.CutOutAsync(portrait, cancel));
            return crop.Of(person, face, levels, cancel) with { Ignored = ignored };
        };
    }

    /// <summary>/idphoto_crop: from a picture without background.</summary>
    public static PictureJob Crop(FormFields fields, CompatibilityMode mode)
    {
        PhotoCrop crop = PhotoCrop.Read(fields);
        return async (desk, sent, cancel) =>
        {
            Decoded decoded = desk.OpenCutout(sent, cancel);
            Portrait portrait = await desk.PortraitAsync(decoded.Picture, cancel);
            // The cut-out is not turned with the search for a face: one that lies on its side counts as none.
            FaceMesh face = OnlyFace(portrait.QuarterTurns == 0 ? portrait : portrait with { Faces = [] });
            PixelSize size = portrait.Pixels.Size;
            CutoutPicture person = CutoutPicture.Of(decoded.Picture, decoded.Alpha!);
            person = person.Size == size ? person : person.Resample(AffineMap.FromBox(new Box(0, 0, person.Size.Width, person.Size.Height), size), size);
            Reply reply = crop.Of(person, face, levels: false, cancel);
            return reply with { Pictures = [.. reply.Pictures, new ReplyPicture("image_base64", reply.Pictures[0].File)] };
        };
    }

    private static double? Tone(FormFields fields, string name)
        => name == Whitening ? fields.Integer(name, -MostTone, MostTone) : fields.Number(name, -MostTone, MostTone);

    /// <exception cref="PhotoException"><see cref="Refusals.NoFace"/> or <see cref="Refusals.SeveralFaces"/>.</exception>
    private static FaceMesh OnlyFace(Portrait portrait) => IdPhotoMaker.Rivals(portrait.Faces) switch
    {
        1 => portrait.Faces[0].Mesh,
        0 => throw new PhotoException(Refusals.NoFace, Message.Of("portraits.no-face")),
        int rivals => throw new PhotoException(Refusals.SeveralFaces, Message.Of("portraits.several-faces", ("count", rivals))),
    };
}
