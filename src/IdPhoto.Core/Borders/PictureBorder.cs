using IdPhoto.Messages;

namespace IdPhoto.Borders;

/// <summary>
/// What was found around a photo within its own file and is no part of it: the bars of a screenshot or a film still, the white edge of a
/// scan, a frame. In pixels of the picture as its file shows it, before any quarter turns.
/// </summary>
/// <param name="Left">Columns at the left, from 0.</param>
/// <param name="Top">Rows at the top, from 0.</param>
/// <param name="Right">Columns at the right, from 0.</param>
/// <param name="Bottom">Rows at the bottom, from 0.</param>
public sealed record PictureBorder(int Left, int Top, int Right, int Bottom)
{
    /// <summary>No border at all.</summary>
    public static PictureBorder None { get; } = new(0, 0, 0, 0);

    /// <summary>Whether there is any.</summary>
    public bool Any => Left > 0 || Top > 0 || Right > 0 || Bottom > 0;

    /// <summary>The sides that have a border, with its width.</summary>
    internal Argument Sides => Argument.Row([.. Side(Left, "left"), .. Side(Top, "top"), .. Side(Right, "right"), .. Side(Bottom, "bottom")]);

    /// <summary>The same border of the picture turned clockwise.</summary>
    internal PictureBorder Turned(int quarterTurns) => quarterTurns switch
    {
        1 => new(Bottom, Left, Top, Right),
        2 => new(Right, Bottom, Left, Top),
        3 => new(Top, Right, Bottom, Left),
        _ => this,
    };

    /// <summary>What lies outside both: another border within this one.</summary>
    internal PictureBorder With(PictureBorder inner) => new(Left + inner.Left, Top + inner.Top, Right + inner.Right, Bottom + inner.Bottom);

    private static IEnumerable<Argument> Side(int width, string name)
        => width > 0 ? [Message.Of($"warnings.side-{name}", ("excess", Argument.Quantity(width, Units.Pixels, 0)))] : [];
}
