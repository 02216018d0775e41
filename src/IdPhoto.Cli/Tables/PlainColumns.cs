using Spectre.Console;

namespace IdPhoto.Cli.Tables;

/// <summary>Columns of plain text, aligned by what a terminal shows: a Chinese character is two wide, a mark of direction none.</summary>
internal static class PlainColumns
{
    private const char FirstCombining = '\u0300';

    /// <summary>Writes rows of equally many cells.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="rows">The headings, if any, first.</param>
    /// <param name="indent">Spaces before each row.</param>
    public static void Write(TextWriter to, IReadOnlyList<string[]> rows, int indent = 0)
    {
        int[] widths = [.. rows[0].Select((_, i) => rows.Max(row => Width(row[i])))];
        foreach (string[] row in rows)
            to.WriteLine(new string(' ', indent) + string.Join("  ", row.Select((cell, i) => cell + new string(' ', widths[i] - Width(cell)))).TrimEnd());
    }

    // Below the combining marks everything is one wide, and nothing needs to be loaded for it.
    private static int Width(string text) => text.All(letter => letter < FirstCombining) ? text.Length : text.GetCellWidth();
}
