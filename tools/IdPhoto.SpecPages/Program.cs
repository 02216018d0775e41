using IdPhoto.SpecPages;

string docs = args.Length > 0 ? args[0] : Path.Combine(Directory.GetCurrentDirectory(), "docs");
int changed = SpecSite.WriteTo(Path.Combine(docs, "specs"));
string rules = Path.Combine(docs, "compliance.md");
File.WriteAllText(rules, RuleTable.WrittenInto(File.ReadAllText(rules)));
Console.WriteLine($"{changed} pages of documents changed in {docs}; the table of rules was written.");
