using PaxosConformance.Wire.Reference;

if (args is not [var path])
{
    Console.Error.WriteLine("usage: PaxosConformance.Wire.Reference FILE\nWrites the reference of the wire protocol, as wire.schema.json has it.");
    return 64;
}

File.WriteAllText(path, ReferencePage.Text);
return 0;
