using IdPhoto.Bench.Portraits;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Matting;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Studio;

namespace IdPhoto.Bench.Pictures;

/// <summary>Contact sheets: each portrait before, cut out over two colours, and as finished photos with guide lines.</summary>
internal static class Gallery
{
    private const int CellHeight = 400;
    private const int RowsPerSheet = 4;
    private const int Gap = 8;
    private const int LabelHeight = 22;
    private static readonly Colour Blue = Colours.Parse("blue");
    private static readonly Colour Red = Colours.Parse("red");
    private static readonly Colour White = Colours.Parse("white");
    private static readonly Colour Paper = new(0xf4, 0xf4, 0xf4);
    private static readonly Colour Ink = new(0x20, 0x20, 0x20);

    /// <summary>Makes the sheets, and beside them every cell at full size.</summary>
    /// <param name="ids">Only these portraits; none for all that show a person.</param>
    public static async Task MakeAsync(IReadOnlyList<string> ids)
    {
        using PhotoStudio studio = DesktopStudio.Open();
        List<Picture> rows = [];
        foreach (TestPortrait portrait in TestPortrait.All.Where(portrait => IsWanted(portrait, ids)))
        {
            List<Cell> cells = await CellsAsync(studio, portrait);
            string folder = BenchFolders.Out("gallery", portrait.Id);
            foreach (Cell cell in cells.Where(cell => cell.Picture is not null))
                PictureFiles.WritePng(cell.Picture!, Path.Combine(folder, cell.Name.Replace(' ', '-') + ".png"));
            rows.Add(Row(portrait.Id, cells));
            Console.WriteLine($"{portrait.Id}: {string.Join("; ", cells.Select(cell => cell.Note is null ? cell.Name : $"{cell.Name} - {cell.Note}"))}");
        }
        foreach ((int number, Picture[] sheet) in rows.Chunk(RowsPerSheet).Index())
            PictureFiles.WriteJpeg(Stacked(sheet), Path.Combine(BenchFolders.Out("gallery"), $"sheet-{number + 1:d2}.jpg"), 90);
    }

    /// <summary>One picture of a row, or why there is none.</summary>
    private sealed record Cell(string Name, Picture? Picture, string? Note = null);

    private static bool IsWanted(TestPortrait portrait, IReadOnlyList<string> ids)
        => ids.Count > 0 ? ids.Contains(portrait.Id) : portrait.Kind is "portrait" or "full-body" or "group" or "face-hidden" or "back-of-head" or "body-only";

    private static async Task<List<Cell>> CellsAsync(PhotoStudio studio, TestPortrait portrait)
    {
        byte[] file = portrait.ReadFile();
        List<Cell> cells = [new("before", portrait.Load())];
        try
        {
            Cutout cutout = await studio.CutOutAsync(file);
            cells.Add(new("over blue", Over(cutout, Blue)));
            cells.Add(new("over red", Over(cutout, Red)));
        }
        catch (PhotoException refusal)
        {
            cells.Add(new("cut out", null, refusal.Code));
        }
        foreach (string spec in (string[])["schengen-visa", "us-passport"])
        {
            cells.Add(await PhotoAsync(studio, file, spec, "white", White));
            cells.Add(await PhotoAsync(studio, file, spec, "blue", Blue));
        }
        return cells;
    }

    private static async Task<Cell> PhotoAsync(PhotoStudio studio, byte[] file, string spec, string name, Colour colour)
    {
        string title = $"{spec} {name}";
        MakeOptions make = new() { Background = colour, AllowEdits = true };
        try
        {
            return new(title, Guides.Draw((await studio.MakeAsync(file, PhotoSpecs.Find(spec), new IdPhotoOptions { Make = make })).Photo));
        }
        catch (PhotoException refusal)
        {
            return await ForcedAsync(studio, file, spec, title, make, refusal.Code);
        }
    }

    private static async Task<Cell> ForcedAsync(PhotoStudio studio, byte[] file, string spec, string title, MakeOptions make, string code)
    {
        try
        {
            IdPhotoOptions forced = new() { Make = make with { Force = true } };
            return new(title, Guides.Draw((await studio.MakeAsync(file, PhotoSpecs.Find(spec), forced)).Photo), $"{code}, forced");
        }
        catch (PhotoException)
        {
            return new(title, null, code);
        }
    }

    /// <summary>A cut-out on a colour, mixed as the composer does not: in 8-bit values, like most programs that take the file.</summary>
    public static Picture Over(Cutout cutout, Colour colour)
    {
        byte[] rgb = new byte[cutout.Foreground.Size.Area * 3];
        byte[] behind = [colour.R, colour.G, colour.B];
        for (int i = 0; i < rgb.Length; i++)
        {
            float alpha = cutout.Alpha.Values[i / 3];
            rgb[i] = (byte)((cutout.Foreground.Rgb[i] * alpha) + (behind[i % 3] * (1 - alpha)) + 0.5f);
        }
        return new Picture(cutout.Foreground.Size, rgb);
    }

    /// <summary>The picture at another height.</summary>
    public static Picture AtHeight(Picture picture, int height)
    {
        PixelSize size = new(Math.Max(1, (int)Math.Round((double)picture.Width * height / picture.Height)), height);
        return Resampler.Resize(picture, new Box(0, 0, picture.Width, picture.Height), size, ResamplingKernel.CatmullRom);
    }

    private static Picture Row(string id, IReadOnlyList<Cell> cells)
    {
        Picture?[] pictures = [.. cells.Select(cell => cell.Picture is null ? null : AtHeight(cell.Picture, CellHeight))];
        int width = pictures.Sum(picture => (picture?.Width ?? CellHeight / 2) + Gap) + Gap;
        Canvas canvas = new(new PixelSize(width, CellHeight + LabelHeight), Paper);
        int left = Gap;
        for (int i = 0; i < cells.Count; i++)
        {
            string label = i == 0 ? id : cells[i].Note ?? cells[i].Name;
            canvas.Write(label, left, 3, 13, Ink);
            if (pictures[i] is { } picture)
                canvas.Paste(picture, left, LabelHeight);
            left += (pictures[i]?.Width ?? CellHeight / 2) + Gap;
        }
        return canvas.Picture;
    }

    private static Picture Stacked(IReadOnlyList<Picture> rows)
    {
        Canvas canvas = new(new PixelSize(rows.Max(row => row.Width), rows.Sum(row => row.Height + Gap)), Paper);
        int top = 0;
        foreach (Picture row in rows)
        {
            canvas.Paste(row, 0, top);
            top += row.Height + Gap;
        }
        return canvas.Picture;
    }
}
