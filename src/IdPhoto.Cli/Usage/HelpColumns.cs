using IdPhoto.Cli.Tables;
using Spectre.Console;

namespace IdPhoto.Cli.Usage;

/// <summary>Indented columns of help: wrapped within their column on a terminal, one line each elsewhere.</summary>
internal static class HelpColumns
{
    private const int Indent = 2;

    public static void Write(string[][] rows)
    {
        if (Console.IsOutputRedirected)
            PlainColumns.Write(Console.Out, rows, Indent);
        else
            WriteWrapped(rows);
    }

    private static void WriteWrapped(string[][] rows)
    {
        Grid grid = new();
        for (int i = 0; i < rows[0].Length; i++)
            grid.AddColumn(new GridColumn { NoWrap = i == 0 && rows[0].Length > 1, Padding = new Padding(Indent, 0, 0, 0) });
        foreach (string[] row in rows)
            grid.AddRow(Array.ConvertAll(row, Markup.Escape));
        AnsiConsole.Write(grid);
    }
}
