using IdPhoto.Pictures;

namespace IdPhoto.Framing;

/// <summary>A page's place as its middle, its turn and its scale, to be changed by hand.</summary>
/// <param name="Centre">Where the page's middle lies in the picture.</param>
/// <param name="Angle">Radians clockwise from the picture's x axis to the page's.</param>
/// <param name="Scale">Source pixels per output pixel.</param>
internal readonly record struct PageAdjuster(Point Centre, double Angle, double Scale)
{
    public static PageAdjuster Of(Placement placed) => new(
        placed.TargetToSource.Apply(new Point(placed.Size.Width / 2.0, placed.Size.Height / 2.0)),
        placed.RollDegrees * Math.PI / 180, placed.Scale);

    /// <summary>The page that shows its content adjusted: what moves the content right moves the page left.</summary>
    public PageAdjuster With(PageAdjustment adjustment, PixelSize page)
    {
        double angle = Angle - (adjustment.Turn * Math.PI / 180);
        double scale = Scale / adjustment.Zoom;
        (double sin, double cos) = Math.SinCos(angle);
        double right = adjustment.Right * page.Width * scale;
        double down = adjustment.Down * page.Width * scale;
        Point moved = new((cos * right) - (sin * down), (sin * right) + (cos * down));
        return new PageAdjuster(Centre - moved, angle, scale);
    }

    /// <summary>The page kept inside the edges that it may not exceed: moved as little as that needs, and made smaller where moving is not enough.</summary>
    public PageAdjuster Within(PictureBounds bounds, PixelSize page)
    {
        (double sin, double cos) = Math.SinCos(Angle);
        double across = ((Math.Abs(cos) * page.Width) + (Math.Abs(sin) * page.Height)) / 2;
        double down = ((Math.Abs(sin) * page.Width) + (Math.Abs(cos) * page.Height)) / 2;
        double most = Math.Min((bounds.Right - bounds.Left) / (2 * across), (bounds.Bottom - bounds.Top) / (2 * down));
        double scale = Math.Min(Scale, most);
        return this with
        {
            Scale = scale,
            Centre = new Point(
                Between(Centre.X, bounds.Left + (scale * across), bounds.Right - (scale * across)),
                Between(Centre.Y, bounds.Top + (scale * down), bounds.Bottom - (scale * down))),
        };
    }

    /// <summary>The page in the axes of a head that is levelled by <see cref="Angle"/>.</summary>
    public Position In(Point eyes, PixelSize page)
    {
        (double sin, double cos) = Math.SinCos(Angle);
        Point from = Centre - eyes;
        return new Position(
            Scale,
            (from.X * cos) + (from.Y * sin) - (Scale * page.Width / 2),
            (from.Y * cos) - (from.X * sin) - (Scale * page.Height / 2));
    }

    // Rounding may leave the two bounds the wrong way round by next to nothing.
    private static double Between(double value, double least, double most)
        => least > most ? (least + most) / 2 : Math.Clamp(value, least, most);
}

/// <summary>How far a page may reach, in source pixels; infinite where it may exceed the picture.</summary>
internal readonly record struct PictureBounds(double Left, double Top, double Right, double Bottom)
{
    /// <summary>The picture's edges, further out where the page already reached beyond one.</summary>
    public static PictureBounds Of(Placement placed, PixelSize picture, FramingOptions options) => new(
        options.MayExceedLeft ? double.NegativeInfinity : -placed.Excess.Left,
        options.MayExceedTop ? double.NegativeInfinity : -placed.Excess.Top,
        options.MayExceedRight ? double.PositiveInfinity : picture.Width + placed.Excess.Right,
        picture.Height + placed.Excess.Bottom);
}
