using IdPhoto.Messages;
using Spectre.Console;

namespace IdPhoto.Cli.Tables;

/// <summary>A table for people.</summary>
/// <param name="columns">The headings' ids.</param>
internal sealed class Sheet(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params Argument[] cells) => _rows.Add(Array.ConvertAll(cells, Speech.Say));

    /// <summary>Writes the table: with lines on a terminal, otherwise as columns of plain text.</summary>
    /// <param name="to">Standard output or standard error.</param>
    /// <param name="terminal">Whether that is a terminal.</param>
    public void Write(TextWriter to, bool terminal)
    {
        string[] headings = Array.ConvertAll(columns, Speech.Of);
        // Drawing tables takes a quarter of a second to load, which no pipe should wait for.
        if (terminal)
            WriteDrawn(to, headings);
        else
            PlainColumns.Write(to, [headings, .. _rows]);
    }

    private void WriteDrawn(TextWriter to, string[] headings)
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach (string heading in headings)
            table.AddColumn(Markup.Escape(heading));
        foreach (string[] row in _rows)
            table.AddRow(Array.ConvertAll(row, Markup.Escape));
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(to) }).Write(table);
    }
}
