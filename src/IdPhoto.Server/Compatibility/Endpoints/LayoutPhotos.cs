using IdPhoto.Drawing;
using IdPhoto.Pictures;
using IdPhoto.Printing;

namespace IdPhoto.Server.Compatibility.Endpoints;

/// <summary>/generate_layout_photos: as many copies as fit on a sheet of six inches; a white sheet where none does.</summary>
internal static class LayoutPhotos
{
    private const int Dpi = 300;

    public static PictureJob Read(FormFields fields, CompatibilityMode mode)
    {
        PixelSize size = fields.PhotoSize();
        fields.ResultPixels = _ => size.Area + SheetPixels.Of(SheetOptions.HivisionV1.Paper.Size, Dpi).Area;
        int? kb = fields.Kilobytes();
        int dpi = fields.Dpi();
        return (desk, sent, cancel) =>
        {
            Picture photo = Fitted(desk.Open(sent, cancel), size);
            return Task.FromResult(Reply.Of("image_base64", WrittenFile.Of(Sheet(photo, cancel), kb, dpi, mode, cancel)));
        };
    }

    private static Picture Sheet(Picture photo, CancellationToken cancel)
    {
        SheetItem item = new(new MmSize(photo.Width * MmSize.Inch / Dpi, photo.Height * MmSize.Inch / Dpi));
        try
        {
            return SheetRaster.Draw(SheetPlanner.Plan([item], SheetOptions.HivisionV1, cancel), [photo], Dpi);
        }
        catch (PhotoException refusal) when (refusal.Code is Refusals.SheetTooSmall)
        {
            PixelSize paper = SheetPixels.Of(SheetOptions.HivisionV1.Paper.Size.Turned, Dpi);
            byte[] white = new byte[paper.Area * 3];
            white.AsSpan().Fill(byte.MaxValue);
            return new Picture(paper, white);
        }
    }

    // v1 stretches what has another shape; here its middle is taken, so that no face becomes broad.
    private static Picture Fitted(Picture photo, PixelSize size)
    {
        if (photo.Size == size)
            return photo;
        double scale = Math.Min((double)photo.Width / size.Width, (double)photo.Height / size.Height);
        Box middle = new((photo.Width - (size.Width * scale)) / 2, (photo.Height - (size.Height * scale)) / 2, size.Width * scale, size.Height * scale);
        return Resampler.Resize(photo, middle, size, ResamplingKernel.CatmullRom);
    }
}
