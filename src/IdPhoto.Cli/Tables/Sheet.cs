using Spectre.Console;

namespace IdPhoto.Cli.Tables;

/// <summary>A table for people.</summary>
internal sealed class Sheet(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table: with lines on a terminal, otherwise as columns of plain text.</summary>
    /// <param name="to">Standard output or standard error.</param>
    /// <param name="terminal">Whether that is a terminal.</param>
    public void Write(TextWriter to, bool terminal)
    {
        // Drawing tables takes a quarter of a second to load, which no pipe should wait for.
        if (terminal)
            WriteDrawn(to);
        else
            WritePlain(to);
    }

    private void WriteDrawn(TextWriter to)
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach (string column in columns)
            table.AddColumn(Markup.Escape(column));
        foreach (string[] row in _rows)
            table.AddRow(Array.ConvertAll(row, Markup.Escape));
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(to) }).Write(table);
    }

    private void WritePlain(TextWriter to)
    {
        string[][] all = [columns, .. _rows];
        int[] widths = [.. columns.Select((_, i) => all.Max(row => row[i].Length))];
        foreach (string[] row in all)
            to.WriteLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }
}
