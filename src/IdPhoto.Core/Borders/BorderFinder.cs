using IdPhoto.Documents;
using IdPhoto.Pictures;

namespace IdPhoto.Borders;

/// <summary>Finds what was put around a photo: bars, frames, the white edge of a scan.</summary>
internal static class BorderFinder
{
    /// <summary>How much of a picture is border; <see cref="PictureBorder.None"/> for most.</summary>
    /// <param name="picture">The picture as its file shows it.</param>
    public static PictureBorder Find(PhotoPixels picture)
    {
        if (Math.Min(picture.Width, picture.Height) < 64 || !MayHaveOne(picture))
            return PictureBorder.None;
        double scale = Math.Min(1, (double)BorderLimits.WorkingSide / picture.Size.LongSide);
        PixelSize size = new(Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
        Picture copy = size == picture.Size ? picture.Whole() : picture.Resize(new Box(0, 0, picture.Width, picture.Height), size, ResamplingKernel.Triangle);
        PictureBorder found = Search(copy);
        return found.Any ? Enlarged(found, (double)picture.Width / size.Width, (double)picture.Height / size.Height) : found;
    }

    /// <summary>The picture without its border.</summary>
    public static PhotoPixels Inside(PhotoPixels picture, PictureBorder border) => border.Any
        ? picture.Within(border.Left, border.Top, new PixelSize(picture.Width - border.Left - border.Right, picture.Height - border.Top - border.Bottom))
        : picture;

    // Nearly every photo is done here: its outermost rows and corners are of many colours.
    private static bool MayHaveOne(PhotoPixels picture)
    {
        (int right, int bottom) = (picture.Width - 1, picture.Height - 1);
        Picture[] edges =
        [
            picture.Part(0, 0, new PixelSize(picture.Width, 1)), picture.Part(0, bottom, new PixelSize(picture.Width, 1)),
            picture.Part(0, 0, new PixelSize(1, picture.Height)), picture.Part(right, 0, new PixelSize(1, picture.Height)),
        ];
        Colour corner = new EdgeView(edges[0].Part(0, 0, new PixelSize(2, 1)), Edge.Top).Median(1);
        bool corners = edges[..2].All(edge => new EdgeView(edge, Edge.Top) is var view && view.Difference(0, 0, corner) <= BorderLimits.Alike
            && view.Difference(right, 0, corner) <= BorderLimits.Alike);
        return corners || edges[..2].Any(edge => IsPlain(new EdgeView(edge, Edge.Top))) || edges[2..].Any(edge => IsPlain(new EdgeView(edge, Edge.Left)));
    }

    private static bool IsPlain(EdgeView view) => view.ShareOf(view.Median(1)) >= BorderLimits.Plain;

    private static PictureBorder Search(Picture picture)
    {
        PictureBorder all = PictureBorder.None;
        for (int frame = 0; frame < BorderLimits.MostFrames; frame++)
        {
            Picture inner = Inside(picture, all).Whole();
            (PictureBorder straight, Colour? colour) = Straight(inner);
            if (!LeavesEnough(picture.Size, all.With(straight)))
                break;
            int inset = RoundedCorners.Inset(Inside(inner, straight).Whole(), colour);
            PictureBorder found = straight.With(new PictureBorder(inset, inset, inset, inset));
            if (!found.Any || !LeavesEnough(picture.Size, all.With(found)))
                break;
            all = all.With(found);
        }
        return all;
    }

    private static (PictureBorder Border, Colour? Colour) Straight(Picture picture)
    {
        BorderLine[] found = [.. Enum.GetValues<Edge>().Select(edge => LineVote.Find(picture, edge)).OfType<BorderLine>()];
        IReadOnlyList<BorderLine> lines = FrameJudge.Judge(found);
        int Depth(Edge edge) => lines.FirstOrDefault(line => line.Edge == edge) is { } line ? DepthOf(line, lines) : FrameJudge.Unseen(picture, edge, lines);
        return (new PictureBorder(Depth(Edge.Left), Depth(Edge.Top), Depth(Edge.Right), Depth(Edge.Bottom)), lines.Count == 0 ? null : lines[0].Colour);
    }

    private static int DepthOf(BorderLine line, IReadOnlyList<BorderLine> lines)
    {
        (int from, int to) = FrameJudge.Within(line, lines);
        return line.Reach(from, to);
    }

    /// <summary>Whether enough of a picture is left for a photo.</summary>
    public static bool LeavesEnough(PixelSize size, PictureBorder border)
        => size.Width - border.Left - border.Right >= BorderLimits.LeastLeft * size.Width && size.Height - border.Top - border.Bottom >= BorderLimits.LeastLeft * size.Height;

    private static PictureBorder Enlarged(PictureBorder border, double across, double down)
    {
        int Scaled(int side, double scale) => side == 0 ? 0 : (int)Math.Ceiling(side * scale);
        return new PictureBorder(Scaled(border.Left, across), Scaled(border.Top, down), Scaled(border.Right, across), Scaled(border.Bottom, down));
    }
}
