using IdPhoto.Faces;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using IdPhoto.Server.Compatibility.Cropping;

namespace IdPhoto.Server.Compatibility.Endpoints;

/// <summary>A person without background, cropped to a photo and to the same at a higher resolution.</summary>
/// <param name="Rule">Where the head lies.</param>
/// <param name="Hd">Whether the larger one is wanted.</param>
/// <param name="Dpi">Dots per inch.</param>
internal sealed record PhotoCrop(CropRule Rule, bool Hd, int Dpi)
{
    /// <summary>The larger photo's short side has at least so many pixels.</summary>
    private const int LeastShortSide = 600;

    private const int MostLongSide = 4096;

    /// <summary>Below it v1 does not turn a picture.</summary>
    private const double LeastRoll = 2 * Math.PI / 180;

    public static PhotoCrop Read(FormFields fields)
    {
        PixelSize size = fields.PhotoSize();
        double faceShare = fields.Number("head_measure_ratio", 0.01, 1) ?? 0.2;
        double faceHeight = fields.Number("head_height_ratio", 0, 1) ?? 0.45;
        // One client asks for the gap that it wants and for that less 0.02: it may be below zero.
        double? most = fields.Number("top_distance_max", -1, 1);
        // Zero is a gap like any other where the other one says that gaps are meant.
        double? least = fields.Number("top_distance_min", -1, 1, zeroIsNothing: most is null);
        CropRule rule = new(size, faceShare, faceHeight, most ?? Math.Max(0.12, least ?? 0), least ?? Math.Min(0.10, most ?? 1));
        PhotoCrop crop = new(rule, fields.Flag("hd") ?? true, fields.Dpi());
        fields.ResultPixels = picture => size.Area + (crop.Hd ? crop.LargestHd(picture) : 0);
        return crop;
    }

    /// <exception cref="PhotoException"><see cref="Refusals.NoPerson"/>: around the face there is nobody.</exception>
    public Reply Of(CutoutPicture person, FaceMesh face, bool levels, CancellationToken cancel)
    {
        if (levels && Math.Abs(Roll(face)) > LeastRoll)
            (person, face) = Levelled(person, face);
        if (Rule.Crop(person, face.Bounds) is not { } crop)
            throw new PhotoException(Refusals.NoPerson, Message.Of("portraits.no-person"));
        ReplyPicture standard = new("image_base64_standard", Cut(person, crop, Rule.Photo, cancel));
        return new Reply(true)
        {
            Pictures = Hd ? [standard, new ReplyPicture("image_base64_hd", Cut(person, crop, LargerSize(crop), cancel))] : [standard],
            Faces = 1,
        };
    }

    /// <summary>Pixels of the larger photo at most: enlarged, or what would be cut out around a face that fills the picture.</summary>
    private long LargestHd(long picture)
    {
        PixelSize photo = Rule.Photo;
        double enlarged = Math.Max(LeastShortSide, photo.Width) / (double)Math.Min(photo.Width, photo.Height);
        double cut = Math.Sqrt(Math.Min(picture, PictureDesk.MostPixels) / Rule.FaceShare / photo.Area);
        double scale = Math.Min(Math.Max(enlarged, cut), MostLongSide / (double)photo.LongSide);
        return (long)(photo.Area * scale * scale);
    }

    private static double Roll(FaceMesh face) => Math.Atan2(face.LeftEye.Y - face.RightEye.Y, face.LeftEye.X - face.RightEye.X);

    private static (CutoutPicture Person, FaceMesh Face) Levelled(CutoutPicture person, FaceMesh face)
    {
        double roll = Roll(face), cos = Math.Abs(Math.Cos(roll)), sin = Math.Abs(Math.Sin(roll));
        PixelSize old = person.Size, size = new((int)Math.Ceiling((old.Width * cos) + (old.Height * sin)), (int)Math.Ceiling((old.Width * sin) + (old.Height * cos)));
        AffineMap map = AffineMap.FromCentre(new Point(old.Width / 2.0, old.Height / 2.0), roll, 1, size);
        return (person.Resample(map, size), face.Mapped(map.Inverse()));
    }

    private WrittenFile Cut(CutoutPicture person, Box crop, PixelSize size, CancellationToken cancel)
        => WrittenFile.Of(person.Resample(AffineMap.FromBox(crop, size), size), Dpi, cancel);

    /// <summary>What the picture has to give, enlarged where that is too little.</summary>
    private PixelSize LargerSize(Box crop)
    {
        double enlargement = Math.Max(1, Math.Max(LeastShortSide, Rule.Photo.Width) / Math.Min(crop.Width, crop.Height));
        enlargement = Math.Min(enlargement, MostLongSide / Math.Max(crop.Width, crop.Height));
        return new PixelSize(Math.Max(1, (int)Math.Round(crop.Width * enlargement)), Math.Max(1, (int)Math.Round(crop.Height * enlargement)));
    }
}
