"""The pages of standing meetings: series, what is proposed of them, and agendas."""
