using IdPhoto.Borders;

namespace IdPhoto.Studio.Reports;

/// <summary>What lay around the photo in its file and was left out: bars, a frame, the edge of a scan. In pixels of the upright picture.</summary>
/// <param name="Left">Columns at the left. A place in the file is this much further right than in the picture.</param>
/// <param name="Top">Rows at the top, likewise further down.</param>
/// <param name="Right">Columns at the right.</param>
/// <param name="Bottom">Rows at the bottom.</param>
public sealed record FileBorderLine(int Left, int Top, int Right, int Bottom)
{
    internal static FileBorderLine? Of(PictureBorder upright) => upright.Any ? new(upright.Left, upright.Top, upright.Right, upright.Bottom) : null;
}
