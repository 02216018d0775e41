using IdPhoto.Bench.Portraits;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Matting;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Studio;

namespace IdPhoto.Bench.Pictures;

/// <summary>The picture at the top of the README: before, cut out, finished.</summary>
internal static class ReadmePicture
{
    private const int PictureHeight = 480;
    private const int Gap = 24;
    private const int LabelHeight = 52;
    private const int Quality = 88;
    private static readonly Colour White = new(255, 255, 255);
    private static readonly Colour Ink = new(0x33, 0x33, 0x33);

    /// <summary>Makes docs/images/readme.jpg from the sample.</summary>
    public static async Task MakeAsync()
    {
        TestPortrait sample = TestPortrait.Find("astronaut");
        using PhotoStudio studio = DesktopStudio.Open();
        Cutout cutout = await studio.CutOutAsync(sample.ReadFile());
        IdPhotoOptions options = new() { Make = new MakeOptions { Background = Colours.Parse("white") } };
        IdPhotoFile made = await studio.MakeAsync(sample.ReadFile(), PhotoSpecs.Find("one-inch"), options);
        Picture sheet = Sheet([
            ("Any portrait", sample.Load()),
            ("Cut out, on any colour", Gallery.Over(cutout, Colours.Parse("blue"))),
            ("Framed to the document's rules", Framed(Guides.Draw(made.Photo))),
        ]);
        string file = Path.Combine(Directory.CreateDirectory(Path.Combine(BenchFolders.Root, "docs", "images")).FullName, "readme.jpg");
        PictureFiles.WriteJpeg(sheet, file, Quality);
        Console.WriteLine($"{file}: {sheet.Size}, {new FileInfo(file).Length / 1000} kB");
    }

    private static Picture Sheet(IReadOnlyList<(string Label, Picture Picture)> columns)
    {
        Picture[] pictures = [.. columns.Select(column => Gallery.AtHeight(column.Picture, PictureHeight))];
        Canvas canvas = new(new PixelSize(pictures.Sum(picture => picture.Width + Gap) + Gap, PictureHeight + Gap + LabelHeight), White);
        int left = Gap;
        for (int i = 0; i < pictures.Length; i++)
        {
            canvas.Paste(pictures[i], left, Gap);
            canvas.Write(columns[i].Label, left, Gap + PictureHeight + 14, 20, Ink);
            left += pictures[i].Width + Gap;
        }
        return canvas.Picture;
    }

    // A white photo on a white page needs an edge.
    private static Picture Framed(Picture photo)
    {
        Canvas canvas = new(new PixelSize(photo.Width + 4, photo.Height + 4), new Colour(0xbb, 0xbb, 0xbb));
        canvas.Paste(photo, 2, 2);
        return canvas.Picture;
    }
}
