using System.Text;

namespace IdPhoto.Bench;

/// <summary>A table in Markdown.</summary>
internal sealed class MarkdownTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        StringBuilder text = new();
        foreach (string[] row in (IEnumerable<string[]>)[headings, [.. headings.Select(_ => "---")], .. _rows])
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        return text.ToString();
    }
}
